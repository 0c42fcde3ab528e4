-- fact:    officer_duty
-- zh:      干部联系户
-- en:      Households an official answers for
-- grain:   officer_id
-- subject: officer
-- columns:
--   package_holder  boolean           | 应联系双户的干部 | Owes both contacts | City leaders and heads of dual-package units
--   base            integer  household | 已联系基础户数 | Base contacts
--   further         integer  household | 已新增联系户数 | Further contacts not yet lifted
--   same            integer  household | 两类联系重复的户数 | Households counted as both
--   helped          integer  household | 帮扶责任户数 | Households helped
WITH held AS (
  SELECT x.officer_id,
    count(DISTINCT CASE WHEN x.layer = 'base_contact' THEN x.household_id END) AS base,
    count(DISTINCT CASE WHEN x.layer = 'additional_contact' THEN x.household_id END) AS further,
    count(DISTINCT CASE WHEN x.layer = 'helper' THEN x.household_id END) AS helped
  FROM assignment AS x
  WHERE x.officer_id IS NOT NULL
  GROUP BY x.officer_id
),
both_ways AS (
  SELECT b.officer_id, count(DISTINCT b.household_id) AS same
  FROM assignment AS b
  JOIN assignment AS f ON f.officer_id = b.officer_id AND f.household_id = b.household_id
  WHERE b.layer = 'base_contact' AND f.layer = 'additional_contact'
  GROUP BY b.officer_id
),
units AS (
  SELECT l.organisation_id FROM organisation_listing AS l WHERE l.listing = 'dual_package_unit' GROUP BY l.organisation_id
)
SELECT
  o.id AS officer_id,
  o.area_code,
  CASE WHEN o.role IS NULL THEN NULL ELSE o.role = 'city_leader' OR (o.role = 'unit_head' AND units.organisation_id IS NOT NULL) END AS package_holder,
  coalesce(held.base, 0) AS base,
  coalesce(held.further, 0) AS further,
  coalesce(both_ways.same, 0) AS same,
  coalesce(held.helped, 0) AS helped
FROM officer AS o
LEFT JOIN held ON held.officer_id = o.id
LEFT JOIN both_ways ON both_ways.officer_id = o.id
LEFT JOIN units ON units.organisation_id = o.organisation_id
WHERE (o.from_on IS NULL OR o.from_on <= :as_of) AND (o.to_on IS NULL OR o.to_on > :as_of)
