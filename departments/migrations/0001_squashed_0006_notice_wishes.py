"""The tables of version 1.6.0 in one step, for a database that has none yet: what 0001 to 0006 lead to.

One that was begun by those goes on by them (docs/operations.md, Upgrading); they go when no upgrade from before 1.6.0
is supported any more. tests/models/test_short_way.py holds both ways against each other.
"""

import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from departments import separation
from departments.tables_together import TablesTogether

REPLACED = (
    "0001_initial", "0002_department_lives", "0003_accounts", "0004_separated_roles", "0005_second_factor",
    "0006_notice_wishes",
)


def install(apps, schema_editor):
    for statement in separation.separation_triggers(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    for statement in separation.separation_removal(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):

    replaces = [("departments", name) for name in REPLACED]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        TablesTogether([
            migrations.CreateModel(
                name='County',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(max_length=12, unique=True, verbose_name='行政区划代码')),
                    ('name', models.CharField(max_length=40, verbose_name='名称')),
                    ('bureau_name', models.CharField(max_length=60, verbose_name='财政局名称')),
                    ('password_profile', models.CharField(choices=[('dengbao3', '等保三级：至少 10 个字符，大小写字母、数字、符号占三类，90 天更换，最近 5 次不重复'), ('nist', '长口令：至少 12 个字符，不限字符种类，不定期更换，不用常见密码')], default='dengbao3', max_length=10, verbose_name='密码策略')),
                ],
                options={
                    'verbose_name': '县（市、区）',
                    'ordering': ['code'],
                },
            ),
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                    ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                    ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                    ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                    ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                    ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                    ('display_name', models.CharField(max_length=40, verbose_name='姓名')),
                    ('must_change_password', models.BooleanField(default=True, verbose_name='首次登录须改密码')),
                    ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                    ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                    ('password_ends_at', models.DateTimeField(blank=True, null=True, verbose_name='初始密码有效期至')),
                    ('telephone', models.CharField(blank=True, max_length=30, verbose_name='联系电话')),
                    ('county', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='users', to='departments.county')),
                    ('password_used_at', models.DateTimeField(blank=True, null=True, verbose_name='初始密码使用时间')),
                    ('mail_notices', models.BooleanField(default=True, verbose_name='接收邮件提醒')),
                    ('text_notices', models.BooleanField(default=True, verbose_name='接收短信提醒')),
                ],
                options={
                    'verbose_name': '用户',
                    'ordering': ['username'],
                },
                managers=[
                    ('objects', django.contrib.auth.models.UserManager()),
                ],
            ),
            migrations.CreateModel(
                name='Department',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('budget_code', models.SlugField(max_length=20, verbose_name='预算编码')),
                    ('name', models.CharField(max_length=80, verbose_name='单位名称')),
                    ('active', models.BooleanField(default=True, verbose_name='在用')),
                    ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='departments', to='departments.county')),
                    ('supervising_department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='units', to='departments.department', verbose_name='主管部门')),
                    ('initials', models.CharField(blank=True, editable=False, max_length=200, verbose_name='拼音首字母')),
                    ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_departments', to='departments.department', verbose_name='并入')),
                    ('short_name', models.CharField(blank=True, max_length=40, verbose_name='简称')),
                    ('stop_reason', models.CharField(blank=True, max_length=200, verbose_name='停用原因')),
                    ('stopped_on', models.DateField(blank=True, null=True, verbose_name='停用日期')),
                ],
                options={
                    'verbose_name': '单位',
                    'ordering': ['budget_code'],
                    'constraints': [models.UniqueConstraint(fields=('county', 'budget_code'), name='department_code_unique_in_county'), models.UniqueConstraint(fields=('county', 'name'), name='department_name_unique_in_county'), models.CheckConstraint(condition=models.Q(('supervising_department__isnull', True), models.Q(('supervising_department', models.F('pk')), _negated=True), _connector='OR'), name='department_not_above_itself'), models.CheckConstraint(condition=models.Q(models.Q(('active', True), ('stop_reason', ''), ('stopped_on__isnull', True)), models.Q(('active', False), ('stopped_on__isnull', False), models.Q(('stop_reason', ''), _negated=True)), _connector='OR'), name='department_stop_has_reason'), models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('active', False), models.Q(('merged_into', models.F('pk')), _negated=True)), _connector='OR'), name='department_merged_is_stopped')],
                },
            ),
            migrations.CreateModel(
                name='Membership',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.CharField(choices=[('preparer', '经办人'), ('head', '单位负责人'), ('reviewer', '审核员'), ('bureau_admin', '绩效股管理员'), ('publisher', '门户人员'), ('system_admin', '系统管理员'), ('security_admin', '安全管理员'), ('audit_admin', '审计管理员')], max_length=20, verbose_name='角色')),
                    ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='departments.county')),
                    ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='departments.department')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': '角色',
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('department__isnull', False), ('role__in', ['head', 'preparer'])), models.Q(('department__isnull', True), ('role__in', ['audit_admin', 'bureau_admin', 'publisher', 'reviewer', 'security_admin', 'system_admin'])), _connector='OR'), name='membership_department_fits_role'), models.UniqueConstraint(condition=models.Q(('department__isnull', False)), fields=('user', 'department', 'role'), name='membership_unique_in_department'), models.UniqueConstraint(condition=models.Q(('department__isnull', True)), fields=('user', 'county', 'role'), name='membership_unique_in_county')],
                },
            ),
            migrations.CreateModel(
                name='DepartmentMerger',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('merged_at', models.DateTimeField(verbose_name='办理时间')),
                    ('reason', models.CharField(max_length=200, verbose_name='合并依据')),
                    ('moved', models.JSONField(default=dict, verbose_name='转移内容')),
                    ('department', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='merger', to='departments.department')),
                    ('into', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mergers', to='departments.department')),
                ],
                options={
                    'verbose_name': '单位合并',
                    'constraints': [models.CheckConstraint(condition=models.Q(('department', models.F('into')), _negated=True), name='merger_not_into_itself')],
                },
            ),
            migrations.CreateModel(
                name='DepartmentName',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=80, verbose_name='曾用名')),
                    ('initials', models.CharField(blank=True, editable=False, max_length=200, verbose_name='拼音首字母')),
                    ('used_until', models.DateField(verbose_name='使用至')),
                    ('reason', models.CharField(max_length=200, verbose_name='更名依据')),
                    ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='former_names', to='departments.department')),
                ],
                options={
                    'verbose_name': '曾用名',
                    'ordering': ['used_until', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='PasswordRecord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('digest', models.CharField(max_length=128, verbose_name='密码散列')),
                    ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='设置时间')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='password_records', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': '密码记录',
                    'ordering': ['-id'],
                },
            ),
            migrations.CreateModel(
                name='AccountRequest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('give', '授予角色'), ('take', '收回角色'), ('reset', '重置密码'), ('disable', '停用账号'), ('new', '开立账号')], max_length=10, verbose_name='事项')),
                    ('state', models.CharField(choices=[('waiting', '待办理'), ('done', '已同意'), ('refused', '未同意'), ('withdrawn', '已撤回')], default='waiting', max_length=10, verbose_name='状态')),
                    ('role', models.CharField(blank=True, choices=[('preparer', '经办人'), ('head', '单位负责人'), ('reviewer', '审核员'), ('bureau_admin', '绩效股管理员'), ('publisher', '门户人员'), ('system_admin', '系统管理员'), ('security_admin', '安全管理员'), ('audit_admin', '审计管理员')], max_length=20, verbose_name='角色')),
                    ('display_name', models.CharField(blank=True, max_length=40, verbose_name='姓名')),
                    ('telephone', models.CharField(blank=True, max_length=30, verbose_name='联系电话')),
                    ('reason', models.CharField(max_length=200, verbose_name='理由')),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='提出时间')),
                    ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='办理时间')),
                    ('answer', models.CharField(blank=True, max_length=200, verbose_name='办理意见')),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='account_requests', to='departments.county')),
                    ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='account_requests', to='departments.department')),
                    ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='account_requests', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': '账号申请',
                    'ordering': ['-id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('state', 'waiting')), models.Q(('decided_at__isnull', False), ('decided_by', models.F('asked_by')), ('decided_by__isnull', False), ('state', 'withdrawn')), models.Q(models.Q(('decided_by', models.F('asked_by')), _negated=True), models.Q(('user__isnull', True), models.Q(('decided_by', models.F('user')), _negated=True), _connector='OR'), ('decided_at__isnull', False), ('decided_by__isnull', False), ('state__in', ['done', 'refused'])), _connector='OR'), name='account_request_decided_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('department__isnull', False), ('kind', 'new'), ('user__isnull', True)), models.Q(('user__isnull', False), models.Q(('kind', 'new'), _negated=True)), _connector='OR'), name='account_request_names_its_subject'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='account_request_refused_with_reason'), models.UniqueConstraint(condition=models.Q(('state', 'waiting'), ('user__isnull', False)), fields=('user', 'kind', 'role'), name='account_request_waits_once')],
                },
            ),
            migrations.CreateModel(
                name='RecoveryCode',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('digest', models.CharField(max_length=64, unique=True, verbose_name='散列')),
                    ('used_at', models.DateTimeField(blank=True, null=True, verbose_name='使用时间')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recovery_codes', to=settings.AUTH_USER_MODEL, verbose_name='用户')),
                ],
                options={
                    'verbose_name': '恢复码',
                },
            ),
            migrations.CreateModel(
                name='SecondFactor',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sealed_secret', models.CharField(max_length=200, verbose_name='密钥')),
                    ('enrolled_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='启用时间')),
                    ('last_step', models.BigIntegerField(default=0, verbose_name='最近一次')),
                    ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='连续次数')),
                    ('tried_at', models.DateTimeField(blank=True, null=True, verbose_name='最近核对')),
                    ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='second_factor', to=settings.AUTH_USER_MODEL, verbose_name='用户')),
                ],
                options={
                    'verbose_name': '动态码',
                },
            ),
        ]),
        migrations.RunPython(install, remove),
    ]
