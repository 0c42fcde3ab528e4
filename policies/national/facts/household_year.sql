-- fact:    household_year
-- zh:      农户年度情况
-- en:      Household over twelve months
-- grain:   household_id
-- subject: household
-- columns:
--   household_id           integer                      | 户键 | Household key
--   area_code              text                         | 村代码 | Village code
--   members                integer  person              | 家庭人口 | Members
--   register_type          code(register_type)          | 户类型 | Register type
--   registered             boolean                      | 脱贫户或监测对象 / 不是脱贫户或监测对象 | Lifted or monitored / Neither lifted nor monitored | NULL where no register has arrived | 名册未到时为未知
--   monitored              boolean                      | 监测对象 / 不是监测对象 | Monitored / Not monitored | NULL where no register has arrived | 名册未到时为未知
--   eliminated             boolean                      | 风险已消除 / 风险未消除 | Risk eliminated / Risk not eliminated | FALSE where the household is not monitored | 不是监测对象的为“否”
--   unmonitored            boolean                      | 未纳入监测 / 已纳入监测 | Not monitored / Monitored
--   claims                 integer  claim               | 结算笔数 | Claims
--   claims_until           date                         | 最近结算日期 | Last claim on
--   own_pay_seen_yuan      decimal(14,2)  CNY           | 合规自付医疗费 | Eligible own medical payment | claims or a department's list, whichever is higher; more may be unseen | 结算明细与部门名单取较高者；可能还有未见的
--   own_pay_yuan           decimal(14,2)  CNY           | 完整合规自付 | Own medical payment in full | NULL where claims do not cover the window and no list gives an amount | 结算明细未覆盖统计期且名单未注明金额时为未知
--   own_pay_ruled_out      boolean                      | 大额自付名单未列入 | List of high own payment does not name the household | TRUE where the amount is unknown but the list covers the village | 金额未知、但名单覆盖该村时为“是”
--   own_pay_unstated       boolean                      | 列入大额自付名单而未注明金额 | On the list of high own payment without an amount
--   own_pay_listed_on      date                         | 大额自付名单截至 | List of high own payment runs until
--   account_until          date                         | 收入核算期止 | Income account until
--   account_members        integer  person              | 核算人口 | Members counted in the account
--   net_income_yuan        decimal(16,2)  CNY per year  | 家庭纯收入 | Net income
--   reference_income_yuan  decimal(16,2)  CNY per year  | 扣减自付后的收入 | Income less own payment | net income, plus insurance payouts, less eligible own payment | 纯收入加理赔款，减合规自付
--   account_own_pay_yuan   decimal(14,2)  CNY per year  | 收入账合规自付 | Own payment in the account
--   transfer_yuan          decimal(14,2)  CNY per year  | 转移性收入 | Transfer income
--   business_yuan          decimal(14,2)  CNY per year  | 生产经营性收入 | Business income
--   cost_yuan              decimal(14,2)  CNY per year  | 生产经营性支出 | Business cost
--   earlier_until          date                         | 上期核算期止 | Earlier account until
--   earlier_income_yuan    decimal(16,2)  CNY per year  | 上期家庭纯收入 | Net income of the earlier account
--   earlier_members        integer  person              | 上期核算人口 | Members counted in the earlier account
--   earlier_transfer_yuan  decimal(14,2)  CNY per year  | 上期转移性收入 | Transfer income of the earlier account
--   able_members           integer  person              | 有劳动力人数 | Members able to work | NULL while the capacity of some member is unknown | 有成员劳动能力未知时为未知
--   no_labour              boolean                      | 整户无劳动力 / 家中有劳动力 | Nobody can work / Somebody can work
--   employed_members       integer  person              | 在岗务工人数 | Members in work | NULL while it is unknown of some member able to work, as of a general household that the employment roll never named | 有劳动力成员务工情况未知时为未知，如务工名册从未列过的一般农户
--   resettled              boolean                      | 易地搬迁安置户 / 不是易地搬迁安置户 | Resettled / Not resettled
--   assisted               boolean                      | 有低保或特困成员 / 没有低保或特困成员 | A member on dibao or tekun / Nobody on dibao or tekun
--   newly_assisted         boolean                      | 新纳入救助 | Newly assisted | dibao, tekun, or a list of new assistance; NULL while only a first file names a member | 低保、特困或新增救助名单；只有首份文件列名时为未知
--   temporary_grants       integer  time                | 新增救助名单次数 | Times listed for new assistance
--   severely_disabled      boolean                      | 有重度残疾成员 / 没有重度残疾成员 | A member severely disabled / Nobody severely disabled
--   out_of_school          boolean                      | 义务教育阶段有未在校成员 / 没有违规未在校成员 | A child of school age not in school and not excused / No child out of school without excuse
--   deaths                 integer  person              | 劳动年龄成员死亡人数 | Deaths at working age
--   last_death_on          date                         | 最近死亡日期 | Last death on
--   student_fees_yuan      decimal(14,2)  CNY           | 全家学年费用 | School-year fees of all | what is seen | 以已见到的为准
--   disaster_listed        boolean                      | 列入受灾名单 / 未列入受灾名单 | On the disaster list / Not on the disaster list
--   disaster_on            date                         | 受灾名单截至 | Disaster list runs until
--   disaster_loss_yuan     decimal(14,2)  CNY           | 受灾损失 | Loss by disaster
--   housing_listed_on      date                         | 疑似危房名单截至 | List of unsafe housing runs until
--   water_listed_on        date                         | 饮水问题名单截至 | List of water failures runs until
--   business_listed_on     date                         | 产业受损名单截至 | List of business failures runs until
--   petition_listed_on     date                         | 信访名单截至 | List of petitions runs until
--   assistance_on          date                         | 最近纳入救助或列入 | Assistance began or was listed on
--   housing_listed         boolean                      | 列入疑似危房名单 / 未列入疑似危房名单 | On the list of unsafe housing / Not on the list of unsafe housing
--   water_listed           boolean                      | 列入饮水问题名单 / 未列入饮水问题名单 | On the list of water failures / Not on the list of water failures
--   business_listed        boolean                      | 列入产业受损名单 | On the list of business failures
--   business_loss_yuan     decimal(14,2)  CNY           | 产业损失 | Loss of the business
--   petition_listed        boolean                      | 列入信访名单 | On the list of petitions
--   overdue_yuan           decimal(14,2)  CNY           | 小额信贷逾期金额 | Overdue on micro-loans
--   loan_balance_yuan      decimal(14,2)  CNY           | 小额信贷余额 | Balance of micro-loans
--   loan_due_on            date                         | 小额信贷最早到期日 | First due date of a loan with a balance
--   matured_unpaid         boolean                      | 到期未还清 | Matured and unpaid
--   open_risks             integer  item                | 未消除风险数 | Risks on record and not resolved
WITH of_members AS (
  SELECT
    y.household_id,
    count(*) AS members,
    count(*) FILTER (WHERE y.able) AS able_members,
    count(y.able) AS able_known,
    count(*) FILTER (WHERE y.employed) AS employed_members,
    bool_or(y.employed IS NULL AND y.able IS DISTINCT FROM FALSE) AS work_unknown,
    bool_or(y.assisted) AS assisted,
    count(y.assisted) AS assisted_known,
    bool_or(y.newly_assisted) AS newly_assisted,
    count(y.newly_assisted) AS newness_known,
    max(y.assisted_on) FILTER (WHERE y.newly_assisted) AS newly_assisted_on,
    bool_or(y.severely_disabled) AS severely_disabled,
    count(y.severely_disabled) AS disability_known,
    sum(y.net_fee_yuan) AS student_fees_yuan,
    bool_or(NOT y.in_school AND NOT y.absence_excused AND y.age BETWEEN p.compulsory_age_from AND p.compulsory_age_to) AS out_of_school,
    bool_or(y.in_school IS NULL AND NOT y.absence_excused AND coalesce(y.age BETWEEN p.compulsory_age_from AND p.compulsory_age_to, TRUE))
      AS school_unknown
  FROM person_year AS y
  CROSS JOIN p
  GROUP BY y.household_id
),
claimed AS (
  SELECT household_id, count(*) AS claims, sum(own_pay_yuan) AS own_pay_yuan, max(settled_on) AS claims_until
  FROM claims_in_window
  GROUP BY household_id
),
-- a cumulative list lands as what each month adds, so the amounts of a person add up
listed_sums AS (
  SELECT household_id, person_id, listing, sum(amount_yuan) AS amount_yuan, max(period_to_on) AS period_to_on, count(*) AS times
  FROM listings_in_window
  GROUP BY household_id, person_id, listing
),
listed AS (
  SELECT
    household_id,
    sum(amount_yuan) FILTER (WHERE listing = 'medical_own_pay') AS own_pay_yuan,
    bool_or(TRUE) FILTER (WHERE listing = 'medical_own_pay') AS own_pay,
    max(period_to_on) FILTER (WHERE listing = 'medical_own_pay') AS own_pay_on,
    bool_or(TRUE) FILTER (WHERE listing = 'new_assistance') AS assistance,
    sum(times) FILTER (WHERE listing = 'new_assistance') AS assistance_times,
    bool_or(TRUE) FILTER (WHERE listing = 'disaster_hit') AS disaster,
    max(period_to_on) FILTER (WHERE listing = 'disaster_hit') AS disaster_on,
    sum(amount_yuan) FILTER (WHERE listing = 'disaster_hit') AS disaster_yuan,
    bool_or(TRUE) FILTER (WHERE listing = 'unsafe_housing') AS housing,
    bool_or(TRUE) FILTER (WHERE listing = 'water_failure') AS water,
    bool_or(TRUE) FILTER (WHERE listing = 'business_failure') AS business,
    sum(amount_yuan) FILTER (WHERE listing = 'business_failure') AS business_yuan,
    bool_or(TRUE) FILTER (WHERE listing = 'petition') AS petition,
    max(period_to_on) FILTER (WHERE listing = 'unsafe_housing') AS housing_on,
    max(period_to_on) FILTER (WHERE listing = 'water_failure') AS water_on,
    max(period_to_on) FILTER (WHERE listing = 'business_failure') AS business_on,
    max(period_to_on) FILTER (WHERE listing = 'petition') AS petition_on,
    max(period_to_on) FILTER (WHERE listing = 'new_assistance') AS assistance_on
  FROM listed_sums
  GROUP BY household_id
),
account AS (
  SELECT
    household_id,
    period_to_on,
    members,
    wage_yuan + business_yuan + property_yuan + transfer_yuan - cost_yuan AS net_income_yuan,
    claim_yuan,
    own_pay_yuan,
    transfer_yuan,
    business_yuan,
    cost_yuan,
    row_number() OVER (PARTITION BY household_id ORDER BY period_to_on DESC, period_from_on DESC, id DESC) AS place
  FROM income_account
  WHERE period_to_on <= :as_of
),
died AS (
  SELECT m.household_id, count(DISTINCT q.id) AS deaths, max(q.died_on) AS last_death_on
  FROM person AS q
  JOIN membership_spells AS m ON m.person_id = q.id
  CROSS JOIN p
  WHERE
    q.died_on > :since
    AND q.died_on <= :as_of
    AND m.from_on <= q.died_on
    AND (m.to_on IS NULL OR m.to_on >= q.died_on)
    AND years_between(q.born_on, q.died_on) BETWEEN p.working_age_from AND p.working_age_to
  GROUP BY m.household_id
),
borrowed AS (
  SELECT
    household_id,
    sum(overdue_yuan) AS overdue_yuan,
    sum(balance_yuan) AS balance_yuan,
    min(due_on) FILTER (WHERE balance_yuan > 0) AS due_on,
    bool_or(balance_yuan > 0 AND due_on < :as_of) AS matured_unpaid,
    bool_and(balance_yuan IS NOT NULL AND due_on IS NOT NULL) AS due_known
  FROM loan
  WHERE lent_on IS NULL OR lent_on <= :as_of
  GROUP BY household_id
),
risky AS (
  SELECT household_id, count(*) AS open_risks
  FROM risk
  WHERE found_on <= :as_of AND (resolved_on IS NULL OR resolved_on > :as_of)
  GROUP BY household_id
)
SELECT
  h.id AS household_id,
  h.area_code,
  f.members,
  r.register_type,
  r.registered,
  r.monitored,
  r.eliminated,
  NOT r.monitored AS unmonitored,
  coalesce(c.claims, 0) AS claims,
  c.claims_until,
  coalesce(greatest(c.own_pay_yuan, l.own_pay_yuan), 0) AS own_pay_seen_yuan,
  CASE
    WHEN v.if_no_claim IS NOT NULL OR l.own_pay_yuan IS NOT NULL THEN coalesce(greatest(c.own_pay_yuan, l.own_pay_yuan), 0)
  END AS own_pay_yuan,
  v.if_no_claim IS NULL AND l.own_pay IS NULL AND v.if_no_own_pay_listed IS NOT NULL AS own_pay_ruled_out,
  l.own_pay IS NOT NULL AND l.own_pay_yuan IS NULL AS own_pay_unstated,
  l.own_pay_on AS own_pay_listed_on,
  n.period_to_on AS account_until,
  n.members AS account_members,
  n.net_income_yuan,
  n.net_income_yuan + n.claim_yuan - n.own_pay_yuan AS reference_income_yuan,
  n.own_pay_yuan AS account_own_pay_yuan,
  n.transfer_yuan,
  n.business_yuan,
  n.cost_yuan,
  e.period_to_on AS earlier_until,
  e.net_income_yuan AS earlier_income_yuan,
  e.members AS earlier_members,
  e.transfer_yuan AS earlier_transfer_yuan,
  CASE WHEN f.able_known = f.members THEN f.able_members END AS able_members,
  CASE
    WHEN f.able_members > 0 THEN FALSE
    WHEN f.able_known = f.members OR h.no_labour_safety_net THEN TRUE
  END AS no_labour,
  CASE WHEN NOT f.work_unknown THEN f.employed_members END AS employed_members,
  h.resettled,
  CASE WHEN f.assisted OR f.assisted_known = f.members THEN f.assisted END AS assisted,
  coalesce(l.assistance, CASE WHEN f.newly_assisted OR f.newness_known = f.members THEN f.newly_assisted END, v.if_no_assistance_listed)
    AS newly_assisted,
  coalesce(l.assistance_times, CASE WHEN v.if_no_assistance_listed IS NOT NULL THEN 0 END) AS temporary_grants,
  CASE WHEN f.severely_disabled OR f.disability_known = f.members THEN f.severely_disabled END AS severely_disabled,
  CASE WHEN f.out_of_school THEN TRUE WHEN NOT f.school_unknown THEN FALSE END AS out_of_school,
  coalesce(d.deaths, 0) AS deaths,
  d.last_death_on,
  f.student_fees_yuan,
  coalesce(l.disaster, v.if_no_disaster_listed) AS disaster_listed,
  l.disaster_on,
  l.disaster_yuan AS disaster_loss_yuan,
  l.housing_on AS housing_listed_on,
  l.water_on AS water_listed_on,
  l.business_on AS business_listed_on,
  l.petition_on AS petition_listed_on,
  greatest(f.newly_assisted_on, l.assistance_on) AS assistance_on,
  coalesce(l.housing, v.if_no_housing_listed) AS housing_listed,
  coalesce(l.water, v.if_no_water_listed) AS water_listed,
  coalesce(l.business, v.if_no_business_listed) AS business_listed,
  l.business_yuan AS business_loss_yuan,
  coalesce(l.petition, v.if_no_petition_listed) AS petition_listed,
  CASE WHEN b.household_id IS NOT NULL THEN b.overdue_yuan WHEN v.if_no_loan IS NOT NULL THEN 0 END AS overdue_yuan,
  CASE WHEN b.household_id IS NOT NULL THEN b.balance_yuan WHEN v.if_no_loan IS NOT NULL THEN 0 END AS loan_balance_yuan,
  b.due_on AS loan_due_on,
  CASE
    WHEN b.matured_unpaid THEN TRUE
    WHEN b.due_known THEN FALSE
    WHEN b.household_id IS NULL THEN v.if_no_loan
  END AS matured_unpaid,
  coalesce(k.open_risks, 0) AS open_risks
FROM household AS h
JOIN village_coverage AS v ON v.area_code = h.area_code
JOIN household_register AS r ON r.household_id = h.id
LEFT JOIN of_members AS f ON f.household_id = h.id
LEFT JOIN claimed AS c ON c.household_id = h.id
LEFT JOIN listed AS l ON l.household_id = h.id
LEFT JOIN account AS n ON n.household_id = h.id AND n.place = 1 AND n.period_to_on > :since
LEFT JOIN account AS e ON e.household_id = h.id AND e.place = 2
LEFT JOIN died AS d ON d.household_id = h.id
LEFT JOIN borrowed AS b ON b.household_id = h.id
LEFT JOIN risky AS k ON k.household_id = h.id
-- a household all of whose members have died or left is none; one whose members were never told is screened
WHERE f.household_id IS NOT NULL OR h.id NOT IN (SELECT household_id FROM membership_spells)
