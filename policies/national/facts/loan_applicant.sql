-- fact:    loan_applicant
-- zh:      小额信贷申请户
-- en:      Households that applied for a micro-loan
-- grain:   household_id
-- subject: household
-- columns:
--   on_file   boolean  | 建档立卡户 | Household registered as poor, lifted or not
--   eligible  boolean  | 符合贷款条件 | Eligible at the last application
--   willing   boolean  | 有贷款意愿 | Willing at the last application
--   granted   boolean  | 已获贷 / 未获贷 | Granted at any application, or lent to, by the day
--   applied_on  date   | 最近申请日期 | Last application
WITH applications AS (
  SELECT
    household_id,
    eligible,
    willing,
    applied_on,
    row_number() OVER (PARTITION BY household_id ORDER BY applied_on DESC, id DESC) AS place
  FROM loan_application
  WHERE applied_on <= :as_of
),
decisions AS (
  SELECT household_id, bool_or(granted AND (decided_on IS NULL OR decided_on <= :as_of)) AS granted
  FROM loan_application
  GROUP BY household_id
),
lent AS (
  SELECT DISTINCT household_id FROM loan WHERE lent_on <= :as_of
)
SELECT
  a.household_id,
  h.area_code,
  r.poverty_registered AS on_file,
  a.eligible,
  a.willing,
  coalesce(d.granted, FALSE) OR lent.household_id IS NOT NULL AS granted,
  a.applied_on
FROM applications AS a
JOIN household AS h ON h.id = a.household_id
LEFT JOIN household_register AS r ON r.household_id = a.household_id
LEFT JOIN decisions AS d ON d.household_id = a.household_id
LEFT JOIN lent ON lent.household_id = a.household_id
WHERE a.place = 1
