-- fact:    household_security
-- zh:      农户社会保障
-- en:      Households on bottom-line benefits
-- grain:   household_id
-- subject: household
-- columns:
--   in_register      boolean                    | 建档立卡户 / 非建档立卡户 | Ever entered as poor / Never entered as poor
--   members          integer  person            | 家庭人口 | Members
--   covered_members  integer  person            | 享受兜底保障人数 | Members on bottom-line cover
--   bottom_line      boolean                    | 有人享受兜底保障 / 无人享受兜底保障 | Somebody is on bottom-line cover / Nobody is | NULL where nobody is known to be and the files do not reach the village | 名册未覆盖且无人已知享受时为空
--   dibao            boolean                    | 有人享受低保 / 无人享受低保 | Somebody is on dibao / Nobody is on dibao
--   verdict          code(screening_verdict)    | 最近核查结论 | Latest verdict
--   verdict_on       date                       | 核查日期 | Of
--   eligible         boolean                    | 符合条件 / 不符合条件 | Eligible / Not eligible | NULL where nobody has checked | 未核查时为空
--   found            boolean                    | 核查发现应纳入 / 非核查发现 | Found missing by a check / Not found missing
--   changed_on       date                       | 待遇调整日期 | Benefit changed on
--   listed_days      integer  day               | 列入核查天数 | Days since listed for a check
--   verdicts         integer  item              | 核查结论数 | Verdicts of the campaign
--   stably_lifted    boolean                    | 稳定脱贫 / 未稳定脱贫 | Stably lifted / Not stably lifted
--   short_of_standard boolean                   | 收入低于低保标准 / 收入不低于低保标准 | Income below the standard / Income not below the standard | NULL without an account or standard | 没有收入账或标准时为空
--   relief_times     integer  time              | 一年内临时救助次数 | Times of temporary relief in a year | NULL where no file covers the village | 未收到发放名册时为空
WITH cover AS (
  SELECT
    household_id,
    sum(CASE WHEN bottom_line THEN 1 ELSE 0 END) AS people,
    bool_or(bottom_line) AS some,
    bool_or(dibao) AS some_dibao,
    bool_or(bottom_line IS NULL) AS doubt,
    bool_or(dibao IS NULL) AS dibao_doubt
  FROM person_security
  GROUP BY household_id
),
said AS (
  SELECT household_id, verdict, checked_on, changed_on, listed_on, id FROM campaign_check WHERE household_id IS NOT NULL
),
newest AS (
  SELECT
    household_id, verdict, checked_on, changed_on, listed_on,
    count(verdict) OVER (PARTITION BY household_id) AS verdicts,
    row_number() OVER (PARTITION BY household_id ORDER BY checked_on DESC NULLS LAST, id DESC) AS place
  FROM said
  WHERE checked_on IS NULL OR checked_on <= :as_of
),
accounts AS (
  SELECT household_id, net_yuan, members, period_days FROM household_income WHERE latest
),
line AS (
  SELECT area_code, max(monthly_yuan) AS monthly_yuan
  FROM standard
  WHERE programme = 'dibao' AND residence = 'rural'
  GROUP BY area_code
),
lined AS (
  SELECT v.area_code, max(line.monthly_yuan) AS monthly_yuan
  FROM (SELECT DISTINCT area_code FROM household) AS v
  JOIN line ON starts_with(v.area_code, line.area_code)
  GROUP BY v.area_code
),
relief AS (
  SELECT household_id, count(DISTINCT coalesce(batch, CAST(paid_on AS VARCHAR))) AS times
  FROM benefit_payment
  WHERE programme = 'temporary_relief' AND paid_on > :since AND paid_on <= :as_of AND returned_on IS NULL AND household_id IS NOT NULL
  GROUP BY household_id
),
told AS (
  SELECT v.area_code
  FROM (SELECT DISTINCT area_code FROM household) AS v
  JOIN coverage AS c ON starts_with(v.area_code, c.area_code)
  WHERE c.ledger = 'benefit_payment' AND c.period_from_on <= :as_of
  GROUP BY v.area_code
)
SELECT
  h.household_id,
  h.area_code,
  h.in_register,
  h.members,
  coalesce(cover.people, 0) AS covered_members,
  CASE WHEN cover.some THEN TRUE WHEN NOT cover.doubt THEN FALSE END AS bottom_line,
  CASE WHEN cover.some_dibao THEN TRUE WHEN NOT cover.dibao_doubt THEN FALSE END AS dibao,
  n.verdict,
  n.checked_on AS verdict_on,
  CASE WHEN n.verdict IN ('eligible', 'confirmed') THEN TRUE WHEN n.verdict IS NOT NULL THEN FALSE END AS eligible,
  n.verdict = 'eligible' AS found,
  CASE WHEN n.changed_on <= :as_of THEN n.changed_on END AS changed_on,
  days_between(n.listed_on, :as_of) AS listed_days,
  CASE WHEN n.household_id IS NOT NULL THEN n.verdicts END AS verdicts,
  h.stable AS stably_lifted,
  a.net_yuan < lined.monthly_yuan * 12 * a.members AS short_of_standard,
  CASE WHEN relief.times IS NOT NULL THEN relief.times WHEN told.area_code IS NOT NULL THEN 0 END AS relief_times
FROM household_poverty AS h
LEFT JOIN cover ON cover.household_id = h.household_id
LEFT JOIN newest AS n ON n.household_id = h.household_id AND n.place = 1
LEFT JOIN accounts AS a ON a.household_id = h.household_id AND a.period_days >= 360
LEFT JOIN lined ON lined.area_code = h.area_code
LEFT JOIN relief ON relief.household_id = h.household_id
LEFT JOIN told ON told.area_code = h.area_code
