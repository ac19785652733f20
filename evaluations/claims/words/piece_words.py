"""Pieces that money buys, and what is said of each one: 12辆, 每辆17万元, 8.60万元/辆, 单价."""

PIECE_UNITS = "台套辆件部架组座张幅艘栋个盏株吨桶箱册本块根支把顶床间批期场例份棵头只眼"
OF_EACH = f"(?:[人户件车辆批亩床村项吨]|(?<!学)生)均(?![衡可已按由在未无]|控制)|平均|每[年月人户亩次生{PIECE_UNITS}]|单价|均价"
BY_PIECE = f"/(?:[年月日天人户次件亩]|[{PIECE_UNITS}](?![一-龥]))"  # 135元/个; 支出90万元/预算100万元 is a quotient
