"""Rules for passwords that Django's own Chinese translation does not word."""

from django.contrib.auth.password_validation import MinimumLengthValidator


class LongEnough(MinimumLengthValidator):
    """At least `min_length` characters (GB/T 22239-2019, 8.1.4.1 a: 复杂度)."""

    def get_error_message(self) -> str:
        return f"密码太短，至少 {self.min_length} 个字符。可以用一句容易记住的话。"

    def get_help_text(self) -> str:
        return f"至少 {self.min_length} 个字符。"
