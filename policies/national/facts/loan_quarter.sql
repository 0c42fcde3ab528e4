-- fact:    loan_quarter
-- zh:      小额信贷季度贴息核算
-- en:      Interest of a micro-loan in a quarter
-- grain:   loan_id
-- subject: loan
-- columns:
--   household_id   integer                   | 户键 | Household key
--   registered     boolean                   | 脱贫户或监测对象 | Lifted or monitored
--   balance_yuan   decimal(14,2)  CNY        | 贷款余额 | Balance | the amount lent where no balance is stated | 未填余额时取贷款金额
--   overdue        boolean                   | 逾期 / 未逾期 | Overdue / Not overdue | NULL where the overdue amount is not stated | 未填逾期金额时为空
--   misused        boolean                   | 已查明未按规定使用 / 未发现违规使用 | Found misused / Not found misused
--   rate_percent   decimal(7,4)   percent    | 年利率 | Yearly rate
--   days           integer        day        | 计息天数 | Days of interest | of the quarter, until repaid or due; the day of repayment does not count | 本季度内，至还清或到期日，算头不算尾
--   loans          integer        loan       | 本户在贷笔数 | Loans of the household in the quarter
--   paid_yuan      decimal(14,2)  CNY        | 本季度贴息发放 | Interest subsidy paid for the quarter | NULL where the household has several loans, since payments name none, and where no payment file covers the village | 同户多笔贷款或没有发放名册时为空
WITH open_loans AS (
  SELECT
    n.*,
    least(coalesce(n.repaid_on, :as_of), coalesce(n.extended_to_on, n.due_on, :as_of), :as_of) AS until_on
  FROM loan AS n
  WHERE n.lent_on <= :as_of AND (n.repaid_on IS NULL OR n.repaid_on > :since)
    AND (coalesce(n.extended_to_on, n.due_on) IS NULL OR coalesce(n.extended_to_on, n.due_on) > :since)
),
counted AS (
  SELECT household_id, count(*) AS loans FROM open_loans GROUP BY household_id
),
paid AS (
  SELECT coalesce(b.household_id, m.household_id) AS household_id, sum(b.amount_yuan) AS yuan
  FROM benefit_payment AS b
  LEFT JOIN member_now AS m ON m.person_id = b.person_id
  WHERE b.programme = 'interest_subsidy' AND (b.returned_on IS NULL OR b.returned_on > :as_of)
    AND coalesce(b.period_to_on, b.paid_on) > :since AND coalesce(b.period_to_on, b.paid_on) <= :as_of
  GROUP BY coalesce(b.household_id, m.household_id)
),
files AS (
  SELECT DISTINCT area_code FROM payments_told WHERE programme IS NULL OR programme = 'interest_subsidy'
)
SELECT
  n.id AS loan_id,
  n.household_id,
  h.area_code,
  r.registered,
  coalesce(n.balance_yuan, n.amount_yuan) AS balance_yuan,
  n.overdue_yuan > 0 AS overdue,
  coalesce(NOT n.used_by_borrower, FALSE) OR coalesce(n.purpose = 'forbidden', FALSE) AS misused,
  n.rate_percent,
  days_between(greatest(n.lent_on, :since), n.until_on) AS days,
  counted.loans,
  CASE
    WHEN counted.loans = 1 AND paid.household_id IS NOT NULL THEN paid.yuan
    WHEN f.area_code IS NOT NULL AND paid.household_id IS NULL THEN 0
  END AS paid_yuan
FROM open_loans AS n
JOIN household AS h ON h.id = n.household_id
JOIN counted ON counted.household_id = n.household_id
LEFT JOIN household_register AS r ON r.household_id = n.household_id
LEFT JOIN paid ON paid.household_id = n.household_id
LEFT JOIN files AS f ON f.area_code = h.area_code
