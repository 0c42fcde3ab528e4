-- fact:    household_poverty
-- zh:      农户贫困登记与退出
-- en:      Households in the register of poor households
-- grain:   household_id
-- subject: household
-- columns:
--   register_type     code(register_type)     | 户类型 | Register type | NULL where no register says | 没有登记时为空
--   in_register       boolean                 | 建档立卡户 / 非建档立卡户 | Ever entered as poor / Never entered as poor | lifted or not yet; monitored households that were never poor are outside | 不含未建档立卡的监测户
--   unlifted_before   boolean                 | 上年末未脱贫 / 上年末非未脱贫 | Not lifted at the end of last year / Not among the unlifted of last year's end
--   lifted_on         date                    | 脱贫日期 | Lifted on
--   verified          boolean                 | 脱贫已验收 / 脱贫未验收 | Exit verified / Exit not verified | NULL while not lifted | 未脱贫时为空
--   stable            boolean                 | 稳定脱贫 / 未稳定脱贫 | Stably lifted / Not stably lifted
--   fell              code(register_entry)    | 本年返贫致贫 | Fell back or into poverty this year
--   fell_because      code(poverty_cause)     | 返贫致贫原因 | Why it fell
--   cause             code(poverty_cause)     | 致贫原因 | Cause of poverty
--   register_spells   integer  item           | 有效登记条数 | Register spells in force
--   monitoring_class  code(monitoring_class)  | 监测对象类别 | Monitoring class
--   monitoring_spells integer  item           | 有效监测条数 | Monitoring spells in force
--   tier              code(monitoring_tier)   | 发现层级 | Tier that found it
--   assistance_class  code(assistance_class)  | 帮扶分类 | Class of assistance
--   eliminated        boolean                 | 风险已消除 / 风险未消除 | Risk eliminated / Risk not eliminated
--   measures          integer  measure        | 已落实帮扶措施 | Measures delivered
--   days_monitored    integer  day            | 识别至今天数 | Days since identification
--   file_complete_on  date                    | 分户档案建成日期 | Household file complete on
--   on_roster         boolean                 | 列入监测对象名册 / 未列入监测对象名册 | On the roster of monitored households / Not on it
--   members           integer  person         | 家庭人口 | Members
WITH now_registered AS (
  SELECT household_id, register_type, from_on, verified_on, stable, cause, spells
  FROM (
    SELECT
      household_id, register_type, from_on, verified_on, stable, cause,
      count(*) OVER (PARTITION BY household_id) AS spells,
      row_number() OVER (PARTITION BY household_id ORDER BY from_on DESC, id DESC) AS place
    FROM register_spell
  )
  WHERE place = 1
),
before AS (
  SELECT household_id
  FROM register_spell_spells
  WHERE register_type = 'unlifted' AND extract(YEAR FROM from_on) < extract(YEAR FROM :as_of)
    AND (to_on IS NULL OR extract(YEAR FROM to_on) >= extract(YEAR FROM :as_of))
  GROUP BY household_id
),
fallen AS (
  SELECT household_id, entered_because, cause
  FROM (
    SELECT
      household_id, entered_because, cause,
      row_number() OVER (PARTITION BY household_id ORDER BY from_on DESC, id DESC) AS place
    FROM register_spell_spells
    WHERE entered_because IN ('returned', 'newly_poor') AND from_on <= :as_of
      AND extract(YEAR FROM from_on) = extract(YEAR FROM :as_of)
  )
  WHERE place = 1
),
checked AS (
  SELECT household_id
  FROM exit_check
  WHERE kind = 'household' AND passed AND verified_on <= :as_of
  GROUP BY household_id
),
watched AS (
  SELECT household_id, monitoring_class, tier, assistance_class, eliminated, measures, identified_on, spells
  FROM (
    SELECT
      household_id, monitoring_class, tier, assistance_class, eliminated, measures, identified_on,
      count(*) OVER (PARTITION BY household_id) AS spells,
      row_number() OVER (PARTITION BY household_id ORDER BY from_on DESC, id DESC) AS place
    FROM monitoring_spell
  )
  WHERE place = 1
),
roster AS (
  SELECT household_id FROM household_listing WHERE listing = 'roster_monitored' GROUP BY household_id
),
living AS (
  SELECT household_id, count(*) AS members FROM member_now GROUP BY household_id
)
SELECT
  h.id AS household_id,
  h.area_code,
  r.register_type,
  r.register_type IN ('lifted', 'lifted_no_policy', 'unlifted') AS in_register,
  CASE WHEN r.household_id IS NOT NULL THEN before.household_id IS NOT NULL END AS unlifted_before,
  CASE WHEN r.register_type IN ('lifted', 'lifted_no_policy') THEN r.from_on END AS lifted_on,
  CASE
    WHEN r.register_type IN ('lifted', 'lifted_no_policy') THEN r.verified_on IS NOT NULL OR checked.household_id IS NOT NULL
  END AS verified,
  CASE WHEN r.register_type IN ('lifted', 'lifted_no_policy') THEN r.stable WHEN r.register_type = 'unlifted' THEN FALSE END AS stable,
  fallen.entered_because AS fell,
  fallen.cause AS fell_because,
  r.cause,
  coalesce(r.spells, 0) AS register_spells,
  w.monitoring_class,
  coalesce(w.spells, 0) AS monitoring_spells,
  w.tier,
  w.assistance_class,
  w.eliminated,
  w.measures,
  days_between(w.identified_on, :as_of) AS days_monitored,
  h.file_complete_on,
  roster.household_id IS NOT NULL AS on_roster,
  coalesce(living.members, 0) AS members
FROM household AS h
LEFT JOIN now_registered AS r ON r.household_id = h.id
LEFT JOIN before ON before.household_id = h.id
LEFT JOIN fallen ON fallen.household_id = h.id
LEFT JOIN checked ON checked.household_id = h.id
LEFT JOIN watched AS w ON w.household_id = h.id
LEFT JOIN roster ON roster.household_id = h.id
LEFT JOIN living ON living.household_id = h.id
