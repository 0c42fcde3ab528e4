-- fact:    monitored_household
-- zh:      监测对象情况
-- en:      Monitored households
-- grain:   household_id
-- subject: household
-- columns:
--   household_id          integer                      | 户键 | Household key
--   area_code             text                         | 村代码 | Village code
--   monitoring_class      code(monitoring_class)       | 监测对象类别 | Monitoring class
--   identified_on         date                         | 识别监测时间 | Identified on
--   eliminated            boolean                      | 风险已消除 / 风险未消除 | Risk eliminated / Risk not eliminated
--   eliminated_on         date                         | 风险消除时间 | Eliminated on
--   elimination_kind      code(elimination_kind)       | 风险消除方式 | How eliminated
--   dwell_months          integer  month               | 识别至消除整月数 | Whole months from identification to elimination
--   calendar_months       integer  month               | 识别至消除跨月数 | Calendar months from identification to elimination | 0: the same month, 1: the next | 0 为当月，1 为次月
--   months_monitored      integer  month               | 识别至今整月数 | Whole months since identification
--   measures              integer  measure             | 已落实帮扶措施 | Measures delivered
--   development_measure   boolean                      | 已实施开发式帮扶 / 未实施开发式帮扶 | Development-type measure in place / No development-type measure
--   members               integer  person              | 家庭人口 | Members
--   account_members       integer  person              | 核算人口 | Members counted in the account
--   account_until         date                         | 收入核算期止 | Income account until
--   net_income_yuan       decimal(16,2)  CNY per year  | 家庭纯收入 | Net income
--   transfer_yuan         decimal(14,2)  CNY per year  | 转移性收入 | Transfer income
--   earlier_transfer_yuan decimal(14,2)  CNY per year  | 上期转移性收入 | Transfer income of the earlier account
--   able_members          integer  person              | 有劳动力人数 | Members able to work
--   no_labour             boolean                      | 整户无劳动力 / 家中有劳动力 | Nobody can work / Somebody can work
--   own_pay_seen_yuan     decimal(14,2)  CNY           | 合规自付医疗费 | Eligible own medical payment
--   own_pay_yuan          decimal(14,2)  CNY           | 完整合规自付 | Own medical payment in full
--   own_pay_ruled_out     boolean                      | 大额自付名单未列入 | List of high own payment does not name the household
--   out_of_school         boolean                      | 义务教育阶段有未在校成员 / 没有违规未在校成员 | A child of school age not in school and not excused / No child out of school without excuse
--   unmet                 integer  item                | 不达标项数 | Guarantees not met
--   grade                 code(housing_grade)          | 鉴定等级 | Grade
--   works_accepted        boolean                      | 改造已竣工验收 / 改造未竣工验收 | Works accepted / Works not accepted
--   only_housing          boolean                      | 唯一住房 / 另有住房 | Only housing / Other housing
--   open_risks            integer  item                | 未消除风险数 | Risks on record and not resolved
WITH watched AS (
  SELECT *, row_number() OVER (PARTITION BY household_id ORDER BY from_on DESC, id DESC) AS place
  FROM monitoring_spell
)
SELECT
  y.household_id,
  y.area_code,
  g.monitoring_class,
  g.identified_on,
  g.eliminated,
  g.eliminated_on,
  g.elimination_kind,
  months_between(g.identified_on, g.eliminated_on) AS dwell_months,
  (extract(YEAR FROM g.eliminated_on) - extract(YEAR FROM g.identified_on)) * 12
    + extract(MONTH FROM g.eliminated_on) - extract(MONTH FROM g.identified_on) AS calendar_months,
  months_between(g.identified_on, :as_of) AS months_monitored,
  g.measures,
  g.development_measure,
  y.members,
  y.account_members,
  y.account_until,
  y.net_income_yuan,
  y.transfer_yuan,
  y.earlier_transfer_yuan,
  y.able_members,
  y.no_labour,
  y.own_pay_seen_yuan,
  y.own_pay_yuan,
  y.own_pay_ruled_out,
  y.out_of_school,
  u.unmet,
  u.grade,
  u.works_accepted,
  u.only_housing,
  y.open_risks
FROM watched AS g
JOIN household_year AS y ON y.household_id = g.household_id
JOIN household_guarantee AS u ON u.household_id = g.household_id
WHERE g.place = 1
