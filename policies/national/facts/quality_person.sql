-- fact:    quality_person
-- zh:      名册成员行
-- en:      A member's row as it was sent
-- grain:   person_id
-- subject: person
-- columns:
--   age                      integer year | 周岁 | Age | by the document number, else by the date of birth; unknown without either | 以证件号码推算，无有效号码时用出生日期
--   born_on                  date | 出生日期 | Born on
--   number_born_on           date | 证件号码中的出生日期 | Born on, by the number
--   birth_on                 date | 采用的出生日期 | Born on, as reckoned with | the number's, else as written | 证件号码中的，无则取填写的
--   sex                      code(sex) | 性别 | Sex
--   number_sex               code(sex) | 证件号码中的性别 | Sex, by the number
--   document_kind            code(document_kind) | 证件类型 | Document kind
--   number_length            integer | 证件号码位数 | Length of the number
--   number_doubt             code(number_doubt) | 证件号码存疑之处 | Doubt in the number
--   checksum_ok              boolean | 校验位相符 / 校验位不符 | Check character fits / Check character does not fit
--   card_kind                code(disability_category) | 残疾人证号中的类别 | Category in the card number | digit 19 | 第19位
--   card_grade               code(disability_grade) | 残疾人证号中的等级 | Grade in the card number | digit 20 | 第20位
--   number_empty             boolean | 证件号码为空 / 证件号码已填 | Number left empty / Number filled in
--   same_number              integer row | 同一证件号码的行数 | Rows with this number | in all files of the check; by the first 18 characters | 全部文件内，按前18位
--   same_person_no           integer row | 同一人口编号的行数 | Rows with this person number
--   same_name                integer row | 户内同名人数 | Members of this name in the household
--   phone_households         integer household | 同一电话的户数 | Households with this phone | in all files of the check | 全部文件内
--   name_plain               boolean | 姓名用字正常 / 姓名含数字或符号 | Name of letters only / Name with digits or signs
--   name_length              integer | 姓名字数 | Characters of the name
--   relation                 code(relation) | 与户主关系 | Relation to head
--   head_sex                 code(sex) | 户主性别 | Sex of the head | unknown without exactly one head | 户主不唯一时未知
--   head_birth_on            date | 户主出生日期 | Head born on | unknown without exactly one head | 户主不唯一时未知
--   education                code(education) | 文化程度 | Education
--   education_empty          boolean | 文化程度未填 / 文化程度已填 | Education left empty / Education filled in
--   schooling                code(schooling) | 在校生状况 | Schooling
--   schooling_empty          boolean | 在校生状况未填 / 在校生状况已填 | Schooling left empty / Schooling filled in
--   student                  boolean | 是在校生 / 不是在校生 | In school / Not in school | 学前教育也算在校 | 含学前教育
--   absence_reason           code(absence_reason) | 失学或辍学原因 | Reason for not attending
--   absence_reason_empty     boolean | 失学或辍学原因未填 / 失学或辍学原因已填 | Reason left empty / Reason filled in
--   healthy                  boolean | 健康 / 不健康 | Healthy / Not healthy
--   chronic                  boolean | 长期慢性病 / 无长期慢性病 | Chronic disease / No chronic disease
--   serious                  boolean | 患有大病 / 未患大病 | Serious disease / No serious disease
--   disabled                 boolean | 健康状况含残疾 / 健康状况不含残疾 | Disabled / Not disabled
--   labour                   code(labour) | 劳动技能 | Capacity for work
--   disability_kind          code(disability_category) | 残疾类别 | Disability category
--   disability_kind_empty    boolean | 残疾类别未填 / 残疾类别已填 | Category left empty / Category filled in
--   disability_grade         code(disability_grade) | 残疾等级 | Disability grade
--   disability_grade_empty   boolean | 残疾等级未填 / 残疾等级已填 | Grade left empty / Grade filled in
--   disability_allowance     boolean | 享受残疾人两项补贴 / 未享受残疾人两项补贴 | Disability allowance / No disability allowance
--   dibao                    boolean | 享受低保 / 未享受低保 | On dibao / Not on dibao
--   tekun                    boolean | 特困供养 / 不是特困供养 | On tekun / Not on tekun
--   resident_insured         boolean | 参加居民医保 / 未参加居民医保 | Resident insurance / No resident insurance
--   employee_insured         boolean | 参加职工医保 / 未参加职工医保 | Employee insurance / No employee insurance
--   insurance_subsidised     boolean | 享受居民医保缴费补贴 / 未享受居民医保缴费补贴 | Premium subsidised / Premium not subsidised
--   serious_insured          boolean | 参加大病保险 / 未参加大病保险 | Serious-illness insurance / No serious-illness insurance
--   pension_insured          boolean | 参加居民养老保险 / 未参加居民养老保险 | Resident pension / No resident pension
--   employee_pension         boolean | 参加职工养老保险 / 未参加职工养老保险 | Employee pension / No employee pension
--   pension_subsidised       boolean | 享受养老保险缴费补贴 / 未享受养老保险缴费补贴 | Pension subsidised / Pension not subsidised
--   medical_aid              boolean | 接受医疗救助 / 未接受医疗救助 | Medical aid / No medical aid
--   identified_on            date | 识别监测时间 | Identified
--   working                  boolean | 已务工 / 未务工 | Working / Not working
--   work_area                code(work_area) | 务工区域 | Where the person works
--   work_area_empty          boolean | 务工区域未填 / 务工区域已填 | Work area left empty / Work area filled in
--   work_place_parts_empty   integer item | 务工所在省市县未填项数 | Parts of the place of work left empty
--   work_own_province        boolean | 务工所在省为本省 / 务工所在省不是本省 | Works in the own province / Works in another province
--   work_from_on             date | 务工开始时间 | Work began
--   work_from_empty          boolean | 务工开始时间未填 / 务工开始时间已填 | Beginning of work left empty / Beginning of work filled in
--   work_to_on               date | 务工结束时间 | Work ended
--   work_to_empty            boolean | 务工结束时间未填 / 务工结束时间已填 | End of work left empty / End of work filled in
--   work_months              decimal(14,2) month | 务工时间（月） | Months of work
--   work_monthly_yuan        decimal(14,2) CNY per month | 务工月收入 | Monthly wage
--   work_monthly_empty       boolean | 务工月收入未填 / 务工月收入已填 | Monthly wage left empty / Monthly wage filled in
--   employer_empty           boolean | 务工企业未填 / 务工企业已填 | Employer left empty / Employer filled in
--   industry_empty           boolean | 所属行业未填 / 所属行业已填 | Industry left empty / Industry filled in
--   work_channel_empty       boolean | 就业渠道未填 / 就业渠道已填 | Channel left empty / Channel filled in
--   point_to_point           boolean | 点对点输送 / 未点对点输送 | Organised transport / No organised transport
--   travel_subsidy_yuan      decimal(14,2) CNY | 年度交通费补助 | Travel subsidy
--   plans_work               boolean | 计划务工 / 不计划务工 | Plans to work / Does not plan to work
--   planned_county_empty     boolean | 计划务工所在县未填 / 计划务工所在县已填 | Planned county left empty / Planned county filled in
--   jobless_reason_empty     boolean | 毕业生未就业原因未填 / 毕业生未就业原因已填 | Reason of a graduate left empty / Reason of a graduate filled in
--   phone_empty              boolean | 成员联系电话未填 / 成员联系电话已填 | Phone left empty / Phone filled in
--   household_wage_yuan      decimal(14,2) CNY | 家庭工资性收入 | Wage income of the household
--   has_post                 boolean | 有公益性岗位 / 没有公益性岗位 | Holds a post / Holds no post
--   post_count               integer post | 公益性岗位个数 | Posts held
--   post_months              integer month | 公益性岗位月数 | Months in the post
--   post_months_empty        boolean | 公益性岗位月数未填 / 公益性岗位月数已填 | Months left empty / Months filled in
--   post_from_on             date | 公益性岗位开始时间 | Post began
--   post_start_empty         boolean | 公益性岗位开始时间未填 / 公益性岗位开始时间已填 | Beginning of the post left empty / Beginning of the post filled in
--   post_to_on               date | 公益性岗位结束时间 | Post ended
--   unreadable               integer item | 无法识别的单元格数 | Cells that cannot be read
--   unreadable_fields        text | 无法识别的字段 | Fields that cannot be read
WITH numbers AS (
    SELECT r.number_key, COUNT(*) AS same_number
    FROM register_person AS r
    WHERE r.number_key IS NOT NULL
    GROUP BY r.number_key
),
person_nos AS (
    SELECT r.person_no, COUNT(*) AS same_person_no
    FROM register_person AS r
    WHERE r.person_no IS NOT NULL
    GROUP BY r.person_no
),
names AS (
    SELECT r.household_id, r.name_key, COUNT(*) AS same_name
    FROM register_person AS r
    WHERE r.name_key IS NOT NULL AND r.household_id IS NOT NULL
    GROUP BY r.household_id, r.name_key
),
phones AS (
    SELECT r.phone_key, COUNT(DISTINCT r.household_id) AS phone_households
    FROM register_person AS r
    WHERE r.phone_key IS NOT NULL
    GROUP BY r.phone_key
),
heads AS (
    SELECT
        r.household_id,
        MIN(COALESCE(r.sex, r.number_sex)) AS head_sex,
        MIN(COALESCE(r.number_born_on, r.born_on)) AS head_birth_on
    FROM register_person AS r
    WHERE r.relation = 'head' AND r.household_id IS NOT NULL
    GROUP BY r.household_id
    HAVING COUNT(*) = 1
)
SELECT
    r.person_id,
    r.household_id,
    r.area_code,
    years_between(COALESCE(r.number_born_on, r.born_on), :as_of) AS age,
    r.born_on AS born_on,
    r.number_born_on AS number_born_on,
    COALESCE(r.number_born_on, r.born_on) AS birth_on,
    r.sex AS sex,
    r.number_sex AS number_sex,
    r.document_kind AS document_kind,
    r.number_length AS number_length,
    r.number_doubt AS number_doubt,
    r.number_checksum_ok AS checksum_ok,
    CASE r.number_category WHEN '1' THEN 'sight' WHEN '2' THEN 'hearing' WHEN '3' THEN 'speech' WHEN '4' THEN 'limb' WHEN '5' THEN 'intellect' WHEN '6' THEN 'mind' WHEN '7' THEN 'multiple' END AS card_kind,
    CASE WHEN r.number_grade IN ('1', '2', '3', '4') THEN r.number_grade END AS card_grade,
    r.document_number_empty AS number_empty,
    n.same_number AS same_number,
    b.same_person_no AS same_person_no,
    m.same_name AS same_name,
    t.phone_households AS phone_households,
    r.name_plain AS name_plain,
    r.name_length AS name_length,
    r.relation AS relation,
    h.head_sex AS head_sex,
    h.head_birth_on AS head_birth_on,
    r.education AS education,
    r.education_empty AS education_empty,
    r.schooling AS schooling,
    r.schooling_empty AS schooling_empty,
    CASE WHEN r.schooling IS NOT NULL THEN r.schooling <> 'below_school_age' WHEN r.schooling_empty THEN FALSE END AS student,
    r.absence_reason AS absence_reason,
    r.absence_reason_empty AS absence_reason_empty,
    r.health_healthy AS healthy,
    r.health_chronic AS chronic,
    r.health_serious AS serious,
    r.health_disabled AS disabled,
    r.labour AS labour,
    r.disability_kind AS disability_kind,
    r.disability_kind_empty AS disability_kind_empty,
    r.disability_grade AS disability_grade,
    r.disability_grade_empty AS disability_grade_empty,
    r.disability_allowance AS disability_allowance,
    r.dibao AS dibao,
    r.tekun AS tekun,
    r.resident_insured AS resident_insured,
    r.employee_insured AS employee_insured,
    r.insurance_subsidised AS insurance_subsidised,
    r.serious_insured AS serious_insured,
    r.pension_insured AS pension_insured,
    r.employee_pension AS employee_pension,
    r.pension_subsidised AS pension_subsidised,
    r.medical_aid AS medical_aid,
    r.identified_on AS identified_on,
    r.working AS working,
    r.work_area AS work_area,
    r.work_area_empty AS work_area_empty,
    CAST(r.work_province_empty AS BIGINT) + CAST(r.work_city_empty AS BIGINT) + CAST(r.work_county_empty AS BIGINT) AS work_place_parts_empty,
    r.work_province = r.province AS work_own_province,
    r.work_from_on AS work_from_on,
    r.work_from_on_empty AS work_from_empty,
    r.work_to_on AS work_to_on,
    r.work_to_on_empty AS work_to_empty,
    r.work_months AS work_months,
    r.work_monthly_yuan AS work_monthly_yuan,
    r.work_monthly_yuan_empty AS work_monthly_empty,
    r.employer_empty AS employer_empty,
    r.industry_empty AS industry_empty,
    r.work_channel_empty AS work_channel_empty,
    r.point_to_point AS point_to_point,
    r.travel_subsidy_yuan AS travel_subsidy_yuan,
    r.plans_work AS plans_work,
    r.planned_county_empty AS planned_county_empty,
    r.jobless_reason_empty AS jobless_reason_empty,
    r.phone_empty AS phone_empty,
    r.wage_yuan AS household_wage_yuan,
    CASE WHEN r.post IS NOT NULL THEN TRUE WHEN r.post_empty THEN FALSE END AS has_post,
    r.post_count AS post_count,
    r.post_months AS post_months,
    r.post_months_empty AS post_months_empty,
    r.post_from_on AS post_from_on,
    r.post_from_on_empty AS post_start_empty,
    r.post_to_on AS post_to_on,
    r.unreadable AS unreadable,
    r.unreadable_fields AS unreadable_fields
FROM register_person AS r
LEFT JOIN numbers AS n ON n.number_key = r.number_key
LEFT JOIN person_nos AS b ON b.person_no = r.person_no
LEFT JOIN names AS m ON m.household_id = r.household_id AND m.name_key = r.name_key
LEFT JOIN phones AS t ON t.phone_key = r.phone_key
LEFT JOIN heads AS h ON h.household_id = r.household_id
