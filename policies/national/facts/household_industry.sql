-- fact:    household_industry
-- zh:      农户产业情况
-- en:      Industry of a household
-- grain:   household_id
-- subject: household
-- columns:
--   on_file             boolean             | 建档立卡户 | Registered as poor, lifted or not | NULL where no register has arrived
--   household_projects  integer  item       | 到户产业项目数 | Household-level industry projects begun
--   cooperative_links   integer  measure    | 合作社带动数 | Links to cooperatives on the day
--   dividends           integer  time       | 本年度分红次数 | Dividends of this year | NULL where no file of payments covers the village
--   epidemic_payments   integer  time       | 受疫情影响产业补助次数 | Epidemic industry subsidies paid and kept | NULL where no file of payments covers the village
--   pv_plans            integer  item       | 光伏收益分配资格数 | Places on photovoltaic distribution plans | NULL where no file covers the village
--   pv_payments         integer  time       | 本年度光伏收益次数 | Photovoltaic payments of this year | NULL where no file covers the village
WITH reached AS (
  SELECT k.household_id, count(DISTINCT k.project_id) AS projects
  FROM project_link AS k
  JOIN project AS j ON j.id = k.project_id
  WHERE
    k.household_id IS NOT NULL AND j.kind = 'industry' AND j.counting_level = 'household' AND j.started_on <= :as_of
    AND (k.enrolled_on IS NULL OR k.enrolled_on <= :as_of)
  GROUP BY k.household_id
),
linked AS (
  SELECT household_id, count(*) AS links
  FROM industry_link
  WHERE in_force AND channel = 'cooperative'
  GROUP BY household_id
),
paid AS (
  SELECT
    household_id,
    sum(CASE WHEN programme = 'dividend' AND extract(YEAR FROM paid_on) = extract(YEAR FROM :as_of) THEN 1 ELSE 0 END) AS dividends,
    sum(CASE WHEN programme = 'epidemic_industry' THEN 1 ELSE 0 END) AS epidemic,
    sum(CASE WHEN programme = 'pv_distribution' AND extract(YEAR FROM paid_on) = extract(YEAR FROM :as_of) THEN 1 ELSE 0 END) AS pv
  FROM benefit_payment
  WHERE paid_on <= :as_of AND (returned_on IS NULL OR returned_on > :as_of)
  GROUP BY household_id
),
planned AS (
  SELECT household_id, count(*) AS plans FROM benefit_spell WHERE programme = 'pv_distribution' GROUP BY household_id
),
villages AS (
  SELECT DISTINCT area_code FROM household
),
told AS (
  SELECT
    v.area_code,
    bool_or(c.ledger = 'benefit_payment') AS payments,
    bool_or(c.ledger = 'benefit_spell') AS plans
  FROM villages AS v
  JOIN coverage AS c ON starts_with(v.area_code, c.area_code)
  WHERE c.ledger IN ('benefit_payment', 'benefit_spell') AND c.period_from_on <= :as_of
  GROUP BY v.area_code
)
SELECT
  h.id AS household_id,
  h.area_code,
  r.poverty_registered AS on_file,
  coalesce(reached.projects, 0) AS household_projects,
  coalesce(linked.links, 0) AS cooperative_links,
  CASE WHEN told.payments THEN coalesce(paid.dividends, 0) ELSE paid.dividends END AS dividends,
  CASE WHEN told.payments THEN coalesce(paid.epidemic, 0) ELSE paid.epidemic END AS epidemic_payments,
  CASE WHEN told.plans THEN coalesce(planned.plans, 0) ELSE planned.plans END AS pv_plans,
  CASE WHEN told.payments THEN coalesce(paid.pv, 0) ELSE paid.pv END AS pv_payments
FROM household AS h
JOIN household_register AS r ON r.household_id = h.id
LEFT JOIN reached ON reached.household_id = h.id
LEFT JOIN linked ON linked.household_id = h.id
LEFT JOIN paid ON paid.household_id = h.id
LEFT JOIN planned ON planned.household_id = h.id
LEFT JOIN told ON told.area_code = h.area_code
