-- fact:    quality_household_filled
-- zh:      名册一户的必填项
-- en:      Required fields of a household
-- grain:   household_id
-- subject: household
-- columns:
--   natural_village_empty boolean | 自然村未填 / 自然村已填 | Natural village left empty / Natural village filled in
--   household_phone_empty boolean | 户联系电话未填 / 户联系电话已填 | Household phone left empty / Household phone filled in
--   register_type_empty boolean | 户类型未填 / 户类型已填 | Register type left empty / Register type filled in
--   members_now_empty boolean | 当前家庭人口数未填 / 当前家庭人口数已填 | Members now left empty / Members now filled in
--   members_empty boolean | 年度家庭人口数未填 / 年度家庭人口数已填 | Members of the account left empty / Members of the account filled in
--   unsafe_house_empty boolean | 是否危房户未填 / 是否危房户已填 | Unsafe home left empty / Unsafe home filled in
--   house_area_empty boolean | 住房面积未填 / 住房面积已填 | Floor area left empty / Floor area filled in
--   safe_water_empty boolean | 是否解决安全饮用水未填 / 是否解决安全饮用水已填 | Safe water left empty / Safe water filled in
--   toilet_empty boolean | 有无卫生厕所未填 / 有无卫生厕所已填 | Sanitary toilet left empty / Sanitary toilet filled in
--   road_kind_empty boolean | 入户路类型未填 / 入户路类型已填 | Kind of road left empty / Kind of road filled in
--   road_paved_empty boolean | 入户道路是否硬化未填 / 入户道路是否硬化已填 | Road paved left empty / Road paved filled in
--   electricity_empty boolean | 是否通生活用电未填 / 是否通生活用电已填 | Household electricity left empty / Household electricity filled in
--   power_empty boolean | 是否通生产用电未填 / 是否通生产用电已填 | Productive electricity left empty / Productive electricity filled in
--   broadcast_empty boolean | 是否通广播电视未填 / 是否通广播电视已填 | Broadcast left empty / Broadcast filled in
--   fuel_empty boolean | 主要燃料类型未填 / 主要燃料类型已填 | Main fuel left empty / Main fuel filled in
--   arable_mu_empty boolean | 耕地面积未填 / 耕地面积已填 | Arable land left empty / Arable land filled in
--   forest_mu_empty boolean | 林地面积未填 / 林地面积已填 | Forest land left empty / Forest land filled in
--   returned_mu_empty boolean | 退耕还林面积未填 / 退耕还林面积已填 | Land returned to forest left empty / Land returned to forest filled in
--   fruit_mu_empty boolean | 林果面积未填 / 林果面积已填 | Orchard land left empty / Orchard land filled in
--   resettled_empty boolean | 居住在易地扶贫搬迁集中安置区未填 / 居住在易地扶贫搬迁集中安置区已填 | Resettled left empty / Resettled filled in
--   cooperative_empty boolean | 是否加入农民专业合作组织未填 / 是否加入农民专业合作组织已填 | Member of a cooperative left empty / Member of a cooperative filled in
--   identified_on_empty boolean | 识别监测时间未填 / 识别监测时间已填 | Month of identification left empty / Month of identification filled in
--   line_yuan_empty boolean | 纳入监测时监测线未填 / 纳入监测时监测线已填 | Line at identification left empty / Line at identification filled in
--   risk_1_empty boolean | 致贫/返贫风险1未填 / 致贫/返贫风险1已填 | First risk left empty / First risk filled in
--   dropout_empty boolean | 是否义务教育阶段适龄儿童少年失学辍学未填 / 是否义务教育阶段适龄儿童少年失学辍学已填 | Drop-out left empty / Drop-out filled in
--   uninsured_empty boolean | 是否有家庭成员未参加城乡居民（职工）基本医疗保险未填 / 是否有家庭成员未参加城乡居民（职工）基本医疗保险已填 | Uninsured member left empty / Uninsured member filled in
--   housing_damaged_empty boolean | 是否住房损毁/出现安全问题未填 / 是否住房损毁/出现安全问题已填 | Home damaged left empty / Home damaged filled in
--   water_damaged_empty boolean | 是否饮水设施损毁/出现安全问题未填 / 是否饮水设施损毁/出现安全问题已填 | Water supply damaged left empty / Water supply damaged filled in
--   wage_yuan_empty boolean | 工资性收入未填 / 工资性收入已填 | Wage income left empty / Wage income filled in
--   business_yuan_empty boolean | 生产经营性收入未填 / 生产经营性收入已填 | Business income left empty / Business income filled in
--   property_yuan_empty boolean | 财产性收入未填 / 财产性收入已填 | Property income left empty / Property income filled in
--   transfer_yuan_empty boolean | 转移性收入未填 / 转移性收入已填 | Transfer income left empty / Transfer income filled in
--   cost_yuan_empty boolean | 生产经营性支出未填 / 生产经营性支出已填 | Production cost left empty / Production cost filled in
--   net_yuan_empty boolean | 家庭纯收入未填 / 家庭纯收入已填 | Net income left empty / Net income filled in
--   net_per_head_yuan_empty boolean | 人均纯收入未填 / 人均纯收入已填 | Net income per head left empty / Net income per head filled in
--   own_pay_yuan_empty boolean | 合规自付支出未填 / 合规自付支出已填 | Own payment left empty / Own payment filled in
--   claim_yuan_empty boolean | 理赔收入未填 / 理赔收入已填 | Insurance payouts left empty / Insurance payouts filled in
--   contact_empty boolean | 监测联系人未填 / 监测联系人已填 | Monitoring contact left empty / Monitoring contact filled in
--   contact_phone_empty boolean | 监测联系人电话未填 / 监测联系人电话已填 | Contact's phone left empty / Contact's phone filled in
--   monitored boolean | 已纳入监测 / 未纳入监测 | Monitored / Not monitored | by 监测对象类别
SELECT
    h.household_id,
    h.area_code,
    h.natural_village_empty AS natural_village_empty,
    h.household_phone_empty AS household_phone_empty,
    h.register_type_empty AS register_type_empty,
    h.members_now_empty AS members_now_empty,
    h.members_empty AS members_empty,
    h.unsafe_house_empty AS unsafe_house_empty,
    h.house_area_empty AS house_area_empty,
    h.safe_water_empty AS safe_water_empty,
    h.toilet_empty AS toilet_empty,
    h.road_kind_empty AS road_kind_empty,
    h.road_paved_empty AS road_paved_empty,
    h.electricity_empty AS electricity_empty,
    h.power_empty AS power_empty,
    h.broadcast_empty AS broadcast_empty,
    h.fuel_empty AS fuel_empty,
    h.arable_mu_empty AS arable_mu_empty,
    h.forest_mu_empty AS forest_mu_empty,
    h.returned_mu_empty AS returned_mu_empty,
    h.fruit_mu_empty AS fruit_mu_empty,
    h.resettled_empty AS resettled_empty,
    h.cooperative_empty AS cooperative_empty,
    h.identified_on_empty AS identified_on_empty,
    h.line_yuan_empty AS line_yuan_empty,
    h.risk_1_empty AS risk_1_empty,
    h.dropout_empty AS dropout_empty,
    h.uninsured_empty AS uninsured_empty,
    h.housing_damaged_empty AS housing_damaged_empty,
    h.water_damaged_empty AS water_damaged_empty,
    h.wage_yuan_empty AS wage_yuan_empty,
    h.business_yuan_empty AS business_yuan_empty,
    h.property_yuan_empty AS property_yuan_empty,
    h.transfer_yuan_empty AS transfer_yuan_empty,
    h.cost_yuan_empty AS cost_yuan_empty,
    h.net_yuan_empty AS net_yuan_empty,
    h.net_per_head_yuan_empty AS net_per_head_yuan_empty,
    h.own_pay_yuan_empty AS own_pay_yuan_empty,
    h.claim_yuan_empty AS claim_yuan_empty,
    h.contact_empty AS contact_empty,
    h.contact_phone_empty AS contact_phone_empty,
    CASE WHEN h.monitoring_class IS NOT NULL THEN TRUE WHEN h.monitoring_class_empty THEN FALSE END AS monitored
FROM register_household AS h
