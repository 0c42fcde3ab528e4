-- fact:    household_guarantee
-- zh:      两不愁三保障与饮水
-- en:      Guarantees and safe water
-- grain:   household_id
-- subject: household
-- columns:
--   household_id       integer                    | 户键 | Household key
--   area_code          text                       | 村代码 | Village code
--   unmonitored        boolean                    | 未纳入监测 / 已纳入监测 | Not monitored / Monitored
--   food               code(guarantee_status)     | 不愁吃情况 | Food
--   clothing           code(guarantee_status)     | 不愁穿情况 | Clothing
--   education          code(guarantee_status)     | 义务教育保障情况 | Compulsory education | the worst finding of its children | 取家中子女中最差的一项
--   medical            code(guarantee_status)     | 基本医疗保障情况 | Basic medical care | the worst finding of its members | 取家庭成员中最差的一项
--   housing            code(guarantee_status)     | 住房安全保障情况 | Safe housing
--   water              code(guarantee_status)     | 饮水安全保障情况 | Safe water
--   checked_on         date                       | 核查日期 | Checked on | last finding of any kind | 各项中最近一次核查
--   unmet              integer  item              | 不达标项数 | Guarantees not met
--   grade              code(housing_grade)        | 鉴定等级 | Grade
--   housing_checked_on date                       | 住房鉴定日期 | Housing checked on
--   works_accepted     boolean                    | 改造已竣工验收 / 改造未竣工验收 | Works accepted / Works not accepted | after the check | 鉴定之后
--   only_housing       boolean                    | 唯一住房 / 另有住房 | Only housing / Other housing | TRUE where nothing else is said | 没有其他说明时视为唯一住房
--   checked_before_disaster  boolean              | 灾后未重新鉴定 | Not checked again after a disaster
--   disaster_on        date                       | 受灾名单截至 | Disaster list runs until
--   litres             decimal(8,1)  L per person per day | 人均日水量 | Water per person and day
--   quality_passed     boolean                    | 水质达标 / 水质不达标 | Water quality passed / Water quality failed
--   piped              boolean                    | 自来水入户 / 自来水未入户 | Piped / Not piped
--   fetch_minutes      integer  minute            | 取水往返时间 | Minutes to fetch
--   outage_days        integer  day               | 年停水天数 | Days without water in the year
--   water_checked_on   date                       | 饮水核查日期 | Water checked on
SELECT
  y.household_id,
  y.area_code,
  y.unmonitored,
  c.food,
  c.clothing,
  c.education,
  c.medical,
  c.housing,
  c.water,
  c.checked_on,
  c.unmet,
  c.grade,
  c.housing_checked_on,
  c.works_accepted,
  c.only_housing,
  y.disaster_listed AND y.disaster_on > c.housing_checked_on AS checked_before_disaster,
  y.disaster_on,
  c.litres,
  c.quality_passed,
  c.piped,
  c.fetch_minutes,
  c.outage_days,
  c.water_checked_on
FROM household_year AS y
LEFT JOIN household_checks AS c ON c.household_id = y.household_id
