"""Headings of the two layouts, in their order: what a column is called and which field it fills."""

from __future__ import annotations

# The national export. Brackets of both widths, units on some columns only, one heading twice.
NATIONAL: tuple[tuple[str, str], ...] = (
    ("省", "province"), ("市", "city"), ("县", "county"), ("乡", "township"), ("村", "village"),
    ("自然村", "natural_village"), ("户编号", "household_code"), ("人口编号", "person_no"),
    ("户主姓名", "head_name"), ("户主证件号码", "head_number"), ("姓名", "name"), ("性别", "sex"),
    ("出生日期", "born_on"), ("证件类型", "document_kind"), ("证件号码", "document_number"), ("民族", "nation"),
    ("政治面貌", "party"), ("与户主关系", "relation"), ("文化程度", "education"), ("在校生状况", "schooling"),
    ("失学或辍学原因", "absence_reason"), ("健康状况", "health"), ("劳动技能", "labour"),
    ("家庭成员联系电话", "phone"), ("是否会讲普通话", "mandarin"),
    ("是否参加城乡居民基本医疗保险", "resident_insured"), ("是否参加城镇职工基本医疗保险", "employee_insured"),
    ("是否享受城乡居民基本医疗保险缴费补贴", "insurance_subsidised"), ("是否参加大病保险", "serious_insured"),
    ("是否参加商业补充医疗保险", "commercial_insured"), ("是否接受医疗救助", "medical_aid"),
    ("是否参加城乡居民基本养老保险", "pension_insured"), ("是否参加城镇职工基本养老保险", "employee_pension"),
    ("是否享受城乡居民基本养老保险缴费补贴", "pension_subsidised"), ("是否享受农村居民最低生活保障", "dibao"),
    ("享受低保政策情况", "dibao_category"), ("是否特困供养人员", "tekun"), ("享受特困供养政策情况", "tekun_policy"),
    ("残疾类别", "disability_kind"), ("残疾等级", "disability_grade"), ("残疾证办证年度", "card_year"),
    ("是否享受残疾人两项补贴", "disability_allowance"), ("是否事实无人抚养儿童", "unsupported_child"),
    ("是否享受雨露计划", "yulu"), ("公益性岗位", "post"), ("公益性岗位个数", "post_count"),
    ("公益性岗位(月数)", "post_months"), ("公益性岗位开始时间", "post_from_on"),
    ("公益性岗位结束时间", "post_to_on"), ("是否已务工", "working"), ("务工区域（年度）", "work_area"),
    ("务工所在省", "work_province"), ("务工所在市", "work_city"), ("务工所在县", "work_county"),
    ("务工企业名称 ", "employer"), ("所属行业", "industry"), ("务工开始时间", "work_from_on"),
    ("务工结束时间", "work_to_on"), ("务工时间（月）", "work_months"), ("务工月收入（元）", "work_monthly_yuan"),
    ("就业渠道", "work_channel"), ("是否点对点输送", "point_to_point"),
    ("年度交通费补助（元）", "travel_subsidy_yuan"), ("是否计划务工", "plans_work"),
    ("计划务工所在县", "planned_county"), ("大专或本科毕业生未就业原因", "jobless_reason"),
    ("户联系电话", "household_phone"), ("家庭住址", "address"), ("识别标准", "standard"),
    ("户类型", "register_type"), ("监测对象类别", "monitoring_class"), ("开户银行", "bank"),
    ("银行卡号", "bank_account"), ("当前家庭人口数", "members_now"), ("年度家庭人口数", "members"),
    ("居住在易地扶贫搬迁集中安置区", "resettled"), ("整户无劳动能力兜底保障户", "no_labour_safety_net"),
    ("识别监测时间", "identified_on"), ("纳入监测时监测线", "line_yuan"), ("致贫/返贫风险1", "risk_1"),
    ("致贫/返贫风险2", "risk_2"), ("致贫/返贫风险3", "risk_3"), ("致贫/返贫风险4", "risk_4"),
    ("致贫/返贫风险5", "risk_5"), ("因自然灾害子项", "disaster_kind"), ("因自然灾害子项备注", "disaster_remark"),
    ("其他备注", "risk_remark"), ("风险是否已消除", "eliminated"), ("风险消除方式", "elimination_kind"),
    ("消除监测时间", "eliminated_on"), ("监测联系人", "contact"), ("监测联系人电话", "contact_phone"),
    ("信息采集人", "collector"), ("信息采集人联系电话", "collector_phone"), ("帮扶责任人姓名", "helper"),
    ("帮扶责任人单位", "helper_office"), ("帮扶责任人联系电话", "helper_phone"),
    ("是否义务教育阶段适龄儿童少年失学辍学", "dropout"),
    ("是否有家庭成员未参加城乡居民（职工）基本医疗保险", "uninsured"),
    ("是否住房损毁/出现安全问题", "housing_damaged"), ("是否饮水设施损毁/出现安全问题", "water_damaged"),
    ("风险消除后是否义务教育阶段适龄儿童少年失学辍学", "after_dropout"),
    ("风险消除后是否有家庭成员未参加城乡居民（职工）基本医疗保险", "after_uninsured"),
    ("风险消除后是否住房损毁/出现安全问题", "after_housing_damaged"),
    ("风险消除后是否饮水设施损毁/出现安全问题", "after_water_damaged"),
    ("风险消除后家庭纯收入（元）", "after_net_yuan"), ("风险消除后人均纯收入（元）", "after_net_per_head_yuan"),
    ("风险消除后理赔收入（元）", "after_claim_yuan"), ("风险消除后合规自付支出（元）", "after_own_pay_yuan"),
    ("是否危房户", "unsafe_house"), ("危房级别", "house_grade"), ("住房面积（平方米）", "house_area"),
    ("是否解决安全饮用水", "safe_water"), ("有无卫生厕所", "toilet"), ("卫生厕所是否能正常使用", "toilet_usable"),
    ("入户路类型", "road_kind"), ("入户道路是否硬化", "road_paved"), ("与村主干路距离（km）", "road_distance"),
    ("是否通生活用电", "electricity"), ("是否通生产用电", "power"), ("是否通广播电视", "broadcast"),
    ("主要燃料类型", "fuel"), ("耕地面积（亩）", "arable_mu"), ("林地面积（亩）", "forest_mu"),
    ("退耕还林面积（亩）", "returned_mu"), ("林果面积（亩）", "fruit_mu"), ("牧草地面积", "grass_mu"),
    ("水面面积", "pond_mu"), ("是否加入农民专业合作组织", "cooperative"), ("是否有龙头企业带动", "enterprise"),
    ("是否有创业致富带头人带动", "leader"), ("到户产业帮扶类型", "industry_help"),
    ("工资性收入（元）", "wage_yuan"), ("务工收入（元）", "item_work"), ("公益性岗位收入（元）", "item_post"),
    ("其他工资性收入（元）", "item_wage_other"), ("就业奖励", "item_award"),
    ("生产经营性收入（元）", "business_yuan"), ("种植收入(元)", "item_crops"), ("养殖收入(元)", "item_animals"),
    ("产业奖励（元）", "item_business_award"), ("财产性收入（元）", "property_yuan"),
    ("资产收益分红(元)", "item_dividend"), ("土地流转收入（元）", "item_land"),
    ("其他财产性收入（元）", "item_property_other"), ("转移性收入（元）", "transfer_yuan"),
    ("计划生育金（元）", "item_family_planning"), ("低保金（元）", "item_dibao"),
    ("特困供养金（元）", "item_tekun"), ("养老保险金（元）", "item_pension"), ("生态补偿金（元）", "item_ecology"),
    ("高龄津贴(元)", "item_old_age"), ("残疾人补贴（元）", "item_disability"),
    ("其他转移性收入（元）", "item_transfer_other"), ("生产经营性支出（元）", "cost_yuan"),
    ("家庭纯收入(元)", "net_yuan"), ("人均纯收入(元)", "net_per_head_yuan"), ("理赔收入", "claim_yuan"),
    ("合规自付支出", "own_pay_yuan"), ("纳入监测对象的收入参考范围（元）", "reference_yuan"),
    ("纳入监测对象的人均收入参考范围（元）", "reference_per_head_yuan"), ("已落实帮扶措施数", "measures"),
    ("实施开发式帮扶措施情况", "development_measure"), ("首次落实帮扶措施时间", "first_measure_on"),
    ("产业帮扶", "industry_measures"), ("就业帮扶", "work_measures"), ("金融帮扶", "finance_measures"),
    ("公益岗位帮扶", "post_measures"), ("住房安全保障", "housing_measures"), ("饮水安全保障", "water_measures"),
    ("健康帮扶", "health_measures"), ("义务教育保障", "schooling_measures"), ("其他教育帮扶", "education_measures"),
    ("综合保障", "general_measures"), ("社会帮扶", "social_measures"), ("搬迁", "relocation_measures"),
    ("风险是否已消除", "eliminated"),
)  # fmt: skip

# Field -> what another province calls it.
ELSEWHERE: dict[str, str] = {
    "province": "省份", "city": "市州", "county": "县（市、区）", "township": "镇（乡、街道）",
    "village": "村（居）", "natural_village": "村民小组", "person_no": "人员编码", "name": "成员姓名",
    "relation": "家庭关系", "document_kind": "证件类别", "document_number": "公民身份号码", "sex": "性别",
    "born_on": "出生年月日", "nation": "民族", "party": "政治身份", "phone": "成员联系电话",
    "health": "身体健康状况", "labour": "劳动能力", "education": "学历", "schooling": "在校情况",
    "absence_reason": "失学辍学原因", "mandarin": "会讲普通话", "resident_insured": "是否参加居民医保",
    "employee_insured": "是否参加职工医保", "insurance_subsidised": "是否享受参保资助",
    "serious_insured": "是否参加城乡居民大病保险", "commercial_insured": "是否参加商业医疗保险",
    "pension_insured": "是否参加居民养老保险", "employee_pension": "是否参加职工养老保险",
    "pension_subsidised": "是否享受养老保险缴费补贴", "dibao": "是否低保对象", "dibao_category": "低保类型",
    "tekun": "是否特困人员", "tekun_policy": "特困类型", "disability_kind": "残疾类型",
    "disability_grade": "残疾级别", "disability_allowance": "是否享受残疾人补贴",
    "unsupported_child": "是否孤儿或事实无人抚养儿童", "yulu": "是否享受雨露计划补助", "working": "是否外出务工",
    "work_area": "务工地区", "work_province": "务工省份", "work_city": "务工地市", "work_county": "务工县",
    "employer": "务工单位名称", "industry": "从事行业", "work_from_on": "务工起始时间",
    "work_to_on": "务工终止时间", "work_months": "务工月数", "work_monthly_yuan": "月务工收入(元)",
    "work_channel": "就业途径", "travel_subsidy_yuan": "交通补贴（元）", "post": "公益岗位名称",
    "post_count": "公益岗位个数", "post_months": "公益岗位月数", "post_from_on": "公益岗位上岗时间",
    "post_to_on": "公益岗位结束日期", "household_code": "农户编码", "head_name": "户主",
    "head_number": "户主公民身份号码", "household_phone": "户主电话", "address": "家庭详细地址",
    "register_type": "农户类别", "monitoring_class": "监测户类别", "bank_account": "惠农一卡通账号",
    "members_now": "现有家庭人口数", "members": "收入核算人口数", "resettled": "是否易地扶贫搬迁户",
    "no_labour_safety_net": "是否整户无劳动力兜底户", "identified_on": "监测对象识别时间", "risk_1": "风险类型1",
    "risk_2": "风险类型2", "risk_3": "风险类型3", "risk_4": "风险类型4", "risk_5": "风险类型5",
    "disaster_kind": "自然灾害类型", "disaster_remark": "自然灾害备注", "risk_remark": "其他风险说明",
    "eliminated": "风险是否消除", "elimination_kind": "风险消除方式", "eliminated_on": "消除年月",
    "contact": "监测责任人", "contact_phone": "监测责任人联系电话", "collector": "采集人姓名",
    "collector_phone": "采集人联系电话", "helper": "帮扶干部", "helper_office": "帮扶单位",
    "helper_phone": "帮扶干部联系电话", "dropout": "是否失学辍学", "uninsured": "是否有成员未参保",
    "housing_damaged": "住房是否出现安全问题", "water_damaged": "饮水是否出现安全问题", "unsafe_house": "是否危房",
    "house_grade": "住房鉴定等级", "safe_water": "饮水是否安全", "after_dropout": "消除后是否失学辍学",
    "after_uninsured": "消除后是否有成员未参保", "after_housing_damaged": "消除后住房是否出现安全问题",
    "after_water_damaged": "消除后饮水是否出现安全问题", "after_net_yuan": "消除后家庭纯收入（元）",
    "after_net_per_head_yuan": "消除后人均纯收入（元）", "after_claim_yuan": "消除后理赔收入（元）",
    "after_own_pay_yuan": "消除后合规自付支出（元）", "house_area": "房屋面积（㎡）", "toilet": "是否有卫生厕所",
    "toilet_usable": "厕所是否能正常使用", "road_kind": "入户道路类型", "road_paved": "入户路是否硬化",
    "road_distance": "到村主干路距离（公里）", "electricity": "通生活用电", "power": "通生产用电",
    "broadcast": "通广播电视", "fuel": "炊事燃料类型", "arable_mu": "承包耕地面积（亩）", "forest_mu": "林地（亩）",
    "returned_mu": "退耕还林（亩）", "fruit_mu": "果园面积（亩）", "grass_mu": "草地面积（亩）",
    "pond_mu": "水域面积（亩）", "cooperative": "是否加入合作社", "enterprise": "是否龙头企业带动",
    "leader": "是否致富带头人带动", "net_yuan": "全家纯收入（元）", "net_per_head_yuan": "家庭人均纯收入（元）",
    "wage_yuan": "工资收入（元）", "item_work": "家庭务工收入（元）", "item_post": "公益岗位收入（元）",
    "item_wage_other": "其他工资收入（元）", "item_award": "就业奖补（元）", "business_yuan": "经营性收入（元）",
    "item_crops": "种植业收入（元）", "item_animals": "养殖业收入（元）", "item_business_award": "产业奖补（元）",
    "cost_yuan": "经营性支出（元）", "property_yuan": "财产收入（元）", "item_dividend": "资产分红（元）",
    "item_land": "土地租金收入（元）", "item_property_other": "其他财产收入（元）",
    "transfer_yuan": "转移收入（元）", "item_family_planning": "计划生育奖励（元）", "item_dibao": "低保收入（元）",
    "item_tekun": "特困救助供养金（元）", "item_pension": "养老金（元）", "item_ecology": "生态补助金（元）",
    "item_old_age": "高龄补贴（元）", "item_disability": "残疾人补贴金（元）",
    "item_transfer_other": "其他转移收入（元）", "claim_yuan": "保险理赔收入（元）",
    "own_pay_yuan": "家庭合规自付支出（元）", "reference_yuan": "收入参考范围（元）",
    "reference_per_head_yuan": "人均收入参考范围（元）", "measures": "落实帮扶措施数",
    "development_measure": "是否实施开发式帮扶", "first_measure_on": "首项措施落实时间",
    "industry_measures": "产业帮扶措施", "work_measures": "就业帮扶措施", "finance_measures": "金融帮扶措施",
    "post_measures": "公益性岗位帮扶", "housing_measures": "住房保障措施", "water_measures": "饮水保障措施",
    "health_measures": "健康帮扶措施", "schooling_measures": "义务教育保障措施",
    "education_measures": "教育帮扶措施", "general_measures": "兜底保障措施", "social_measures": "社会帮扶措施",
    "relocation_measures": "易地搬迁措施",
}  # fmt: skip

# Its groups of columns, in its order.
GROUPS_ELSEWHERE: tuple[tuple[str, str], ...] = (
    (
        "区划",
        "province city county township village natural_village",
    ),
    (
        "家庭成员",
        ("person_no name relation document_kind document_number sex born_on nation party phone health labour "
        "education schooling absence_reason mandarin"),
    ),
    (
        "参保",
        ("resident_insured employee_insured insurance_subsidised serious_insured commercial_insured "
        "pension_insured employee_pension pension_subsidised"),
    ),
    (
        "救助",
        ("dibao dibao_category tekun tekun_policy disability_kind disability_grade disability_allowance "
        "unsupported_child yulu"),
    ),
    (
        "就业",
        ("working work_area work_province work_city work_county employer industry work_from_on work_to_on "
        "work_months work_monthly_yuan work_channel travel_subsidy_yuan post post_count post_months "
        "post_from_on post_to_on"),
    ),
    (
        "农户",
        ("household_code head_name head_number household_phone address register_type monitoring_class "
        "bank_account members_now members resettled no_labour_safety_net"),
    ),
    (
        "监测",
        ("identified_on risk_1 risk_2 risk_3 risk_4 risk_5 disaster_kind disaster_remark risk_remark "
        "eliminated elimination_kind eliminated_on contact contact_phone collector collector_phone helper "
        "helper_office helper_phone"),
    ),
    (
        "保障",
        ("dropout uninsured housing_damaged water_damaged unsafe_house house_grade safe_water after_dropout "
        "after_uninsured after_housing_damaged after_water_damaged after_net_yuan after_net_per_head_yuan "
        "after_claim_yuan after_own_pay_yuan"),
    ),
    (
        "生活条件",
        ("house_area toilet toilet_usable road_kind road_paved road_distance electricity power broadcast fuel "
        "arable_mu forest_mu returned_mu fruit_mu grass_mu pond_mu cooperative enterprise leader"),
    ),
    (
        "收支",
        ("net_yuan net_per_head_yuan wage_yuan item_work item_post item_wage_other item_award business_yuan "
        "item_crops item_animals item_business_award cost_yuan property_yuan item_dividend item_land "
        "item_property_other transfer_yuan item_family_planning item_dibao item_tekun item_pension "
        "item_ecology item_old_age item_disability item_transfer_other claim_yuan own_pay_yuan reference_yuan "
        "reference_per_head_yuan"),
    ),
    (
        "措施",
        ("measures development_measure first_measure_on industry_measures work_measures finance_measures "
        "post_measures housing_measures water_measures health_measures schooling_measures education_measures "
        "general_measures social_measures relocation_measures"),
    ),
)  # fmt: skip
LOCAL_ELSEWHERE = (
    "网格员姓名",
    "网格员电话",
    "所属网格",
    "本省预警等级",
    "上次走访日期",
    "走访结果",
    "是否签订承诺书",
    "惠民保参保",
    "图斑编号",
    "备注",
)
