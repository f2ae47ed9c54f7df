"""Spellings of schemes, fields, countries, agencies and choices that the rules say are understood."""

from __future__ import annotations

SCHEMES = {
    "top": ["top", "ＴＯＰ", "Top", "トップ", "トップのためのASPIRE", "ASPIRE for Top Scientists", "トップ型"],
    "rising": [
        "rising", "next", "次世代", "次世代のためのASPIRE", "ASPIRE for Rising Scientists", "次世代型",
    ],
    "joint": ["joint", "共同公募", "Joint call"],
}  # fmt: skip

STAGES = {"draft": ["draft", "下書き"], "final": ["final"]}
STATUSES = {"receiving": ["receiving", "受給中"], "planned": ["planned", "予定"]}
UNITS = {
    "yen": ["yen"],
    "thousand_yen": ["thousand_yen", "千円"],
    "million_yen": ["million_yen"],
}

FIELDS = {
    "ai": ["ai", "AI・情報"],
    "bio": ["bio", "バイオ"],
    "energy": ["energy", "エネルギー", "Energy"],
    "materials": ["materials", "マテリアル", "材料", "ナノテクノロジー・材料"],
    "quantum": ["quantum", "ＱＵＡＮＴＵＭ", "量子", "量子技術", "Quantum"],
    "semiconductors": ["semiconductors", "半導体", "Semiconductors"],
    "telecommunications": ["telecommunications", "通信"],
}

COUNTRIES = {
    "AU": ["AU", "Australia", "オーストラリア"],
    "AT": ["AT", "Austria", "オーストリア"],
    "BE": ["BE", "Belgium", "ベルギー"],
    "CA": ["CA", "Canada", "カナダ"],
    "CZ": ["CZ", "Czech Republic", "チェコ"],
    "DK": ["DK", "Denmark", "デンマーク"],
    "EU": ["EU"],
    "FI": ["FI", "Finland", "フィンランド"],
    "FR": ["FR", "France", "フランス", "ＦＲ", "FRANCE"],
    "DE": ["DE", "Germany", "ドイツ", "独"],
    "IT": ["IT", "Italy", "イタリア"],
    "NL": ["NL", "Netherlands", "オランダ"],
    "NO": ["NO", "Norway", "ノルウェー"],
    "PL": ["PL", "Poland", "ポーランド"],
    "PT": ["PT", "Portugal", "ポルトガル"],
    "KR": ["KR", "Korea", "韓国", "South Korea"],
    "ES": ["ES", "Spain", "スペイン"],
    "SE": ["SE", "Sweden", "スウェーデン"],
    "CH": ["CH", "Switzerland", "スイス"],
    "GB": ["GB", "UK", "United Kingdom", "英国", "英", "England", "Scotland", "Wales", "Northern Ireland"],
    "US": ["US", "United States", "米国", "USA"],
    "JP": ["JP", "Japan", "日本"],
    "IE": ["IE", "Ireland", "アイルランド"],
    "GR": ["GR", "Greece", "ギリシャ"],
    "HU": ["HU", "Hungary", "ハンガリー"],
    "EE": ["EE", "Estonia", "エストニア"],
    "LU": ["LU", "Luxembourg", "ルクセンブルク"],
    "SG": ["SG", "Singapore", "シンガポール"],
    "CN": ["CN", "China", "中国"],
    "IN": ["IN", "India", "インド"],
    "NZ": ["NZ", "New Zealand", "ニュージーランド"],
    "IL": ["IL", "Israel", "イスラエル"],
    "BR": ["BR", "Brazil", "ブラジル"],
    "KP": ["KP", "North Korea", "北朝鮮"],
    "RE": ["RE", "Réunion"],
    "PF": ["PF", "French Polynesia"],
    "NC": ["NC", "New Caledonia"],
    "PR": ["PR", "Puerto Rico"],
    "GU": ["GU", "Guam"],
    "AX": ["AX"],
    "SJ": ["SJ"],
    "AW": ["AW", "Aruba"],
    "GL": ["GL", "Greenland"],
    "BM": ["BM", "Bermuda"],
}
UNKNOWN_COUNTRIES = ["Atlantis", "Wakanda", "ZZ", "架空国"]
UNLISTED = ["SG", "CN", "IN", "NZ", "IL", "BR", "KP"]

AGENCIES = {
    "arc": ["ARC", "Australian Research Council"],
    "fwf": ["FWF", "Austrian Science Fund"],
    "fwo": ["FWO", "Research Foundation - Flanders"],
    "nserc": ["NSERC", "NSERC-CRSNG"],
    "gacr": ["GACR", "Czech Science Foundation"],
    "dff": ["DFF", "Independent Research Fund Denmark"],
    "ec": ["European Commission", "Horizon Europe"],
    "erc": ["ERC", "European Research Council", "欧州研究会議"],
    "rcf": ["Research Council of Finland"],
    "anr": ["ANR", "ＡＮＲ", "anr", "French National Research Agency", "Agence nationale de la recherche"],
    "cnrs": ["CNRS"],
    "dfg": ["DFG", "ＤＦＧ", "Deutsche Forschungsgemeinschaft"],
    "bmftr": ["BMBF", "BMFTR"],
    "mur": ["MUR"],
    "nwo": ["NWO", "Dutch Research Council"],
    "rcn": ["RCN", "Research Council of Norway"],
    "ncn": ["NCN", "Narodowe Centrum Nauki"],
    "fct": ["FCT"],
    "nrf": ["NRF Korea"],
    "aei": ["AEI", "Agencia Estatal de Investigación"],
    "vr": ["VR", "Swedish Research Council", "Vetenskapsrådet"],
    "snsf": ["SNSF", "Swiss National Science Foundation", "Swiss NSF"],
    "ukri": ["UKRI", "UK Research and Innovation"],
    "epsrc": ["EPSRC", "EPSRC (UKRI)", "UKRI EPSRC"],
    "bbsrc": ["BBSRC", "BBSRC (UKRI)"],
    "mrc": ["MRC", "Medical Research Council"],
    "nsf": ["NSF"],
    "neh": ["NEH", "National Endowment for the Humanities"],
    "jst": ["JST"],
    "jsps": ["JSPS"],
    "nedo": ["NEDO"],
    "mext": ["MEXT"],
    "kakenhi": ["科研費"],
}
OWN_AGENCY = {
    "AU": "arc", "AT": "fwf", "BE": "fwo", "CA": "nserc", "CZ": "gacr", "DK": "dff", "EU": "erc", "FI": "rcf",
    "FR": "anr", "DE": "dfg", "IT": "mur", "NL": "nwo", "NO": "rcn", "PL": "ncn", "PT": "fct", "KR": "nrf",
    "ES": "aei", "SE": "vr", "CH": "snsf", "GB": "epsrc", "US": "nsf",
}  # fmt: skip
UNKNOWN_AGENCIES = ["NRF South Africa", "National Research Foundation, Singapore", "Fondation Imaginaire"]

PLACEHOLDERS = [
    "TBD", "未定", "TBA", "TBC", "TODO", "XXX", '"???"', "N/A", "none",
    "調整中", "検討中", "確認中", "要確認", "未記入", "未入力", "仮", "なし", "特になし", "該当なし",
    "○○", "〇〇", "◯◯", "●●", "△△", "××", "…", '"-"',
    "（未定）", "【要確認】", "(TBD)", "〔調整中〕", "ｔｂｄ",
]  # fmt: skip
AMOUNT_PLACEHOLDERS = ["なし", "-", "未定"]
