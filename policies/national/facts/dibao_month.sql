-- fact:    dibao_month
-- zh:      低保户月核算
-- en:      Dibao of a household in a month
-- grain:   household_id
-- subject: household
-- columns:
--   on_dibao       boolean                                        | 享受低保 / 未享受低保 | On dibao / Not on dibao | NULL where no dibao file covers the village | 未收到该村低保名册时为空
--   on_tekun       boolean                                        | 有特困供养人员 | Someone is on tekun support
--   tapering       boolean                                        | 延保渐退 / 非延保渐退 | Tapering / Not tapering
--   taper_step     integer                                        | 渐退档次 | Step of the taper
--   taper_ends_on  date                                           | 渐退到期日 | Taper ends on
--   category       code(dibao_category)                           | 低保类别 | Category
--   persons_on     integer        person                          | 低保人数 | Persons on dibao
--   members        integer        person                          | 家庭人口 | Members
--   income_yuan    decimal(14,2)  CNY                             | 年计入收入 | Income of the year that counts | without dibao itself; the latest account of a year, not older than two years | 不含低保金；两年内最近一期年度收入账
--   standard_yuan  decimal(14,2)  CNY per person per month        | 低保标准 | Dibao standard | of the smallest area that has one on the day; NULL where none has | 取所在最小区划的现行标准，没有时为空
--   granted_yuan   decimal(14,2)  CNY per month                   | 核定月保障金额 | Monthly amount granted
--   before_taper_yuan decimal(14,2) CNY per month                 | 渐退前月保障金额 | Monthly amount before the taper | NULL where no earlier spell is on file | 没有渐退前记录时为空
--   full_paid_yuan decimal(14,2)  CNY per month                   | 当月低保发放 | Dibao paid for the month | zero for a household that tapers | 渐退户为零
--   taper_paid_yuan decimal(14,2) CNY per month                   | 当月渐退发放 | Taper paid for the month | zero for a household that does not taper | 非渐退户为零
--   paid_yuan      decimal(14,2)  CNY per month                   | 当月发放 | Paid for the month | the monthly amount granted where no payment file covers the village | 没有发放名册的村取核定金额
WITH living AS (
  SELECT household_id, count(*) AS members FROM member_now GROUP BY household_id
),
granted AS (
  SELECT
    m.household_id,
    count(*) AS persons,
    bool_or(coalesce(s.tapering, FALSE)) AS tapering,
    max(s.taper_step) AS taper_step,
    max(s.taper_ends_on) AS taper_ends_on,
    max(s.category) AS category,
    max(s.residence) AS residence,
    CASE WHEN count(s.monthly_yuan) = count(*) THEN sum(s.monthly_yuan) END AS monthly_yuan
  FROM dibao_spell AS s
  JOIN member_now AS m ON m.person_id = s.person_id
  GROUP BY m.household_id
),
tekun AS (
  SELECT DISTINCT m.household_id FROM tekun_spell AS s JOIN member_now AS m ON m.person_id = s.person_id
),
reached AS (
  SELECT DISTINCT ledger, area_code FROM coverage WHERE period_from_on <= :as_of AND ledger = 'dibao_spell'
),
villages AS (
  SELECT DISTINCT area_code FROM household
),
told AS (
  SELECT DISTINCT v.area_code FROM villages AS v JOIN reached AS c ON starts_with(v.area_code, c.area_code)
),
standards AS (
  SELECT area_code, residence, monthly_yuan
  FROM (
    SELECT
      v.area_code,
      coalesce(s.residence, 'rural') AS residence,
      s.monthly_yuan,
      row_number() OVER (
        PARTITION BY v.area_code, coalesce(s.residence, 'rural') ORDER BY length(s.area_code) DESC, s.from_on DESC, s.id DESC
      ) AS place
    FROM villages AS v
    JOIN standard AS s ON starts_with(v.area_code, s.area_code)
    WHERE s.programme = 'dibao'
  )
  WHERE place = 1
),
accounts AS (
  SELECT id, household_id, members, net_yuan
  FROM (
    SELECT
      i.id,
      i.household_id,
      i.members,
      CASE
        WHEN coalesce(i.wage_yuan, i.business_yuan, i.property_yuan, i.transfer_yuan) IS NOT NULL
          THEN coalesce(i.wage_yuan, 0) + coalesce(i.business_yuan, 0) + coalesce(i.property_yuan, 0)
            + coalesce(i.transfer_yuan, 0) - coalesce(i.cost_yuan, 0)
      END AS net_yuan,
      row_number() OVER (PARTITION BY i.household_id ORDER BY i.period_to_on DESC, i.id DESC) AS place
    FROM income_account AS i
    WHERE i.period_to_on <= :as_of AND days_between(i.period_to_on, :as_of) <= 730
      AND days_between(i.period_from_on, i.period_to_on) >= 359
  )
  WHERE place = 1
),
benefits AS (
  SELECT account_id, sum(amount_yuan) AS yuan FROM income_item WHERE item = 'dibao' GROUP BY account_id
),
paid AS (
  SELECT coalesce(b.household_id, m.household_id) AS household_id, sum(b.amount_yuan) AS yuan
  FROM benefit_payment AS b
  LEFT JOIN member_now AS m ON m.person_id = b.person_id
  WHERE b.programme = 'dibao' AND (b.returned_on IS NULL OR b.returned_on > :as_of)
    AND coalesce(b.period_to_on, b.paid_on) > :since AND coalesce(b.period_to_on, b.paid_on) <= :as_of
  GROUP BY coalesce(b.household_id, m.household_id)
),
files AS (
  SELECT DISTINCT area_code FROM payments_told WHERE programme IS NULL OR programme = 'dibao'
),
earlier AS (
  SELECT m.household_id, CASE WHEN count(s.monthly_yuan) = count(*) THEN sum(s.monthly_yuan) END AS monthly_yuan
  FROM (
    SELECT person_id, monthly_yuan, row_number() OVER (PARTITION BY person_id ORDER BY from_on DESC, id DESC) AS place
    FROM dibao_spell_spells
    WHERE from_on <= :as_of AND to_on <= :as_of AND NOT coalesce(tapering, FALSE)
  ) AS s
  JOIN member_now AS m ON m.person_id = s.person_id
  WHERE s.place = 1
  GROUP BY m.household_id
),
known AS (
  SELECT
    h.id AS household_id,
    CASE
      WHEN paid.household_id IS NOT NULL THEN paid.yuan
      WHEN f.area_code IS NOT NULL THEN 0
      WHEN g.household_id IS NOT NULL THEN g.monthly_yuan
      WHEN told.area_code IS NOT NULL THEN 0
    END AS yuan
  FROM household AS h
  LEFT JOIN granted AS g ON g.household_id = h.id
  LEFT JOIN told ON told.area_code = h.area_code
  LEFT JOIN paid ON paid.household_id = h.id
  LEFT JOIN files AS f ON f.area_code = h.area_code
)
SELECT
  h.id AS household_id,
  h.area_code,
  CASE WHEN g.household_id IS NOT NULL THEN TRUE WHEN told.area_code IS NOT NULL THEN FALSE END AS on_dibao,
  k.household_id IS NOT NULL AS on_tekun,
  coalesce(g.tapering, FALSE) AS tapering,
  g.taper_step,
  g.taper_ends_on,
  g.category,
  coalesce(g.persons, 0) AS persons_on,
  living.members,
  a.net_yuan - coalesce(benefits.yuan, 0) AS income_yuan,
  s.monthly_yuan AS standard_yuan,
  g.monthly_yuan AS granted_yuan,
  e.monthly_yuan AS before_taper_yuan,
  CASE WHEN coalesce(g.tapering, FALSE) THEN 0 ELSE known.yuan END AS full_paid_yuan,
  CASE WHEN coalesce(g.tapering, FALSE) THEN known.yuan ELSE 0 END AS taper_paid_yuan,
  known.yuan AS paid_yuan
FROM household AS h
JOIN living ON living.household_id = h.id
LEFT JOIN granted AS g ON g.household_id = h.id
LEFT JOIN tekun AS k ON k.household_id = h.id
LEFT JOIN told ON told.area_code = h.area_code
LEFT JOIN standards AS s ON s.area_code = h.area_code AND s.residence = coalesce(g.residence, 'rural')
LEFT JOIN accounts AS a ON a.household_id = h.id
LEFT JOIN benefits ON benefits.account_id = a.id
LEFT JOIN earlier AS e ON e.household_id = h.id
JOIN known ON known.household_id = h.id
