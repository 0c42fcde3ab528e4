-- fact:    relief_event
-- zh:      困难事件救助核算
-- en:      Relief for a hardship
-- grain:   hardship_event_id
-- subject: hardship_event
-- columns:
--   household_id    integer                          | 户键 | Household key
--   kind            code(hardship_kind)              | 事件类别 | Kind
--   happened_on     date                             | 发生日期 | Happened on
--   verified        boolean                          | 已核实 / 未核实 | Verified / Not verified
--   loss_yuan       decimal(14,2)  CNY               | 核实损失 | Verified loss
--   insured_yuan    decimal(14,2)  CNY               | 保险赔付 | Insurance payouts | of the household since the event | 本户自事件发生以来
--   members         integer        person            | 家庭人口 | Members
--   standard_yuan   decimal(14,2)  CNY per person per month | 低保标准 | Dibao standard | of the smallest area that has one on the day; NULL where none has | 取所在最小区划的现行标准，没有时为空
--   registered      boolean                          | 脱贫户或监测对象 | Lifted or monitored
--   last_event      boolean                          | 期内最近事件 | Latest event of the period | payments of the period are set against this one alone, so that none is counted twice | 期内救助只对最近一次事件计算，避免重复
--   relief_yuan     decimal(14,2)  CNY               | 临时救助发放 | Temporary relief paid | since the event; NULL where no payment file covers the village | 自事件发生以来；没有发放名册的村为空
--   industry_yuan   decimal(14,2)  CNY               | 疫情产业补助发放 | Epidemic industry subsidy paid | as relief | 同上
-- One row for each event of the period.
WITH living AS (
  SELECT household_id, count(*) AS members FROM member_now GROUP BY household_id
),
events AS (
  SELECT
    e.*,
    row_number() OVER (PARTITION BY e.household_id ORDER BY e.happened_on DESC, e.id DESC) = 1 AS last_event
  FROM hardship_event AS e
  WHERE e.happened_on > :since AND e.happened_on <= :as_of
),
payments AS (
  SELECT coalesce(b.household_id, m.household_id) AS household_id, b.programme, b.paid_on, b.amount_yuan
  FROM benefit_payment AS b
  LEFT JOIN member_now AS m ON m.person_id = b.person_id
  WHERE b.programme IN ('temporary_relief', 'epidemic_industry') AND b.paid_on > :since AND b.paid_on <= :as_of
    AND (b.returned_on IS NULL OR b.returned_on > :as_of)
),
paid AS (
  SELECT
    e.id,
    sum(CASE WHEN y.programme = 'temporary_relief' THEN y.amount_yuan END) AS relief,
    sum(CASE WHEN y.programme = 'epidemic_industry' THEN y.amount_yuan END) AS industry
  FROM events AS e
  JOIN payments AS y ON y.household_id = e.household_id AND y.paid_on >= e.happened_on
  GROUP BY e.id
),
insured AS (
  SELECT e.id, sum(c.amount_yuan) AS yuan
  FROM events AS e
  JOIN insurance_claim AS c ON c.household_id = e.household_id
  WHERE c.settled_on >= e.happened_on AND c.settled_on <= :as_of
  GROUP BY e.id
),
standards AS (
  SELECT area_code, monthly_yuan
  FROM (
    SELECT
      v.area_code,
      s.monthly_yuan,
      row_number() OVER (PARTITION BY v.area_code ORDER BY length(s.area_code) DESC, s.from_on DESC, s.id DESC) AS place
    FROM (SELECT DISTINCT area_code FROM household) AS v
    JOIN standard AS s ON starts_with(v.area_code, s.area_code)
    WHERE s.programme = 'dibao' AND coalesce(s.residence, 'rural') = 'rural'
  )
  WHERE place = 1
),
files AS (
  SELECT area_code, bool_or(coalesce(programme, 'temporary_relief') = 'temporary_relief') AS relief,
    bool_or(coalesce(programme, 'epidemic_industry') = 'epidemic_industry') AS industry
  FROM payments_told
  GROUP BY area_code
)
SELECT
  e.id AS hardship_event_id,
  e.household_id,
  e.area_code,
  e.kind,
  e.happened_on,
  e.verified_on IS NOT NULL AND e.verified_on <= :as_of AS verified,
  e.loss_yuan,
  coalesce(insured.yuan, 0) AS insured_yuan,
  living.members,
  s.monthly_yuan AS standard_yuan,
  r.registered,
  e.last_event,
  CASE WHEN NOT e.last_event THEN 0 WHEN paid.relief IS NOT NULL THEN paid.relief WHEN f.relief THEN 0 END AS relief_yuan,
  CASE WHEN NOT e.last_event THEN 0 WHEN paid.industry IS NOT NULL THEN paid.industry WHEN f.industry THEN 0 END AS industry_yuan
FROM events AS e
LEFT JOIN living ON living.household_id = e.household_id
LEFT JOIN household_register AS r ON r.household_id = e.household_id
LEFT JOIN paid ON paid.id = e.id
LEFT JOIN insured ON insured.id = e.id
LEFT JOIN standards AS s ON s.area_code = e.area_code
LEFT JOIN files AS f ON f.area_code = e.area_code
