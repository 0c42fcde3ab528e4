-- fact:    loan_standing
-- zh:      小额信贷状况
-- en:      Standing of micro-loans
-- grain:   loan_id
-- subject: loan
-- columns:
--   household_id      integer                | 户键 | Household key
--   on_file           boolean                | 建档立卡户 | Household registered as poor, lifted or not
--   amount_yuan       decimal(14,2)  CNY     | 贷款金额 | Amount
--   balance_yuan      decimal(14,2)  CNY     | 贷款余额 | Balance
--   overdue_yuan      decimal(14,2)  CNY     | 逾期金额 | Overdue
--   lent_on           date                   | 放款日期 | Lent on
--   due_on            date                   | 到期日期 | Due on
--   used_by_borrower  boolean                | 户贷户用户还 | Borrowed, used and repaid by the household
--   purpose           code(loan_purpose)     | 贷款用途 | Purpose
--   fast              boolean                | 快速审批 | Fast approval
--   extended          boolean                | 已展期 | Extended by the day
--   extended_on       date                   | 展期办理日期 | Extended on
--   extended_to_on    date                   | 展期到期日 | Extended until
--   extension_months  integer  month         | 展期月数 | Months of extension
--   extension_reason  code(hardship_kind)    | 展期原因 | Why extended
--   guaranteed        boolean                | 风险担保 | Under the risk-guarantee fund
--   claimed           boolean                | 已代偿 | Guarantee claimed by the day
SELECT
  n.id AS loan_id,
  n.household_id,
  n.area_code,
  r.poverty_registered AS on_file,
  n.amount_yuan,
  n.balance_yuan,
  n.overdue_yuan,
  n.lent_on,
  n.due_on,
  n.used_by_borrower,
  n.purpose,
  n.fast,
  n.extended_on IS NOT NULL AND n.extended_on <= :as_of AS extended,
  n.extended_on,
  n.extended_to_on,
  n.extension_months,
  n.extension_reason,
  n.guaranteed,
  n.claimed_on IS NOT NULL AND n.claimed_on <= :as_of AS claimed
FROM loan AS n
LEFT JOIN household_register AS r ON r.household_id = n.household_id
