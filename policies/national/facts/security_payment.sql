-- fact:    security_payment
-- zh:      兜底资金发放
-- en:      Payments of bottom-line benefits
-- grain:   benefit_payment_id
-- subject: benefit_payment
-- columns:
--   household_id  integer                   | 户键 | Household key
--   person_id     integer                   | 人口键 | Person key
--   programme     code(benefit_programme)   | 补助项目 | Programme
--   residence     code(residence)           | 城乡类别 | Urban or rural | of the dibao or tekun spell on the day of payment; NULL for other programmes | 发放当日低保或特困的城乡类别，其他项目为空
--   in_register   boolean                   | 建档立卡户 / 非建档立卡户 | Ever entered as poor / Never entered as poor
--   amount_yuan   decimal(14,2)  CNY        | 金额 | Amount
--   paid_on       date                      | 发放日期 | Paid on
--   entitled      boolean                   | 发放时有资格 / 发放时无资格 | Entitled when paid / Not entitled when paid | NULL for temporary relief | 临时救助为空
--   alive         boolean                   | 发放时在世 / 发放时已去世 | Alive when paid / Dead when paid
-- What came back is no payment.
WITH paid AS (
  SELECT id, household_id, person_id, programme, amount_yuan, paid_on, area_code
  FROM benefit_payment
  WHERE programme IN ('dibao', 'tekun', 'temporary_relief') AND paid_on <= :as_of
    AND (returned_on IS NULL OR returned_on > :as_of)
),
entitled AS (
  SELECT paid.id, max(s.residence) AS residence
  FROM paid
  JOIN dibao_spell_spells AS s
    ON s.person_id = paid.person_id AND s.from_on <= paid.paid_on AND (s.to_on IS NULL OR s.to_on > paid.paid_on)
  WHERE paid.programme = 'dibao'
  GROUP BY paid.id
  UNION ALL
  SELECT paid.id, max(s.residence) AS residence
  FROM paid
  JOIN tekun_spell_spells AS s
    ON s.person_id = paid.person_id AND s.from_on <= paid.paid_on AND (s.to_on IS NULL OR s.to_on > paid.paid_on)
  WHERE paid.programme = 'tekun'
  GROUP BY paid.id
)
SELECT
  paid.id AS benefit_payment_id,
  paid.area_code,
  coalesce(paid.household_id, m.household_id) AS household_id,
  paid.person_id,
  paid.programme,
  e.residence,
  h.in_register,
  paid.amount_yuan,
  paid.paid_on,
  CASE WHEN paid.programme <> 'temporary_relief' AND paid.person_id IS NOT NULL THEN e.id IS NOT NULL END AS entitled,
  CASE WHEN paid.person_id IS NOT NULL THEN q.died_on IS NULL OR q.died_on >= paid.paid_on END AS alive
FROM paid
LEFT JOIN member_now AS m ON m.person_id = paid.person_id
LEFT JOIN person AS q ON q.id = paid.person_id
LEFT JOIN household_poverty AS h ON h.household_id = coalesce(paid.household_id, m.household_id)
LEFT JOIN entitled AS e ON e.id = paid.id
