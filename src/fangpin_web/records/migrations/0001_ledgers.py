"""Every ledger, in one step. An installation made by the migrations it replaces has them already."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import fangpin_web.access.fields
import fangpin_web.records.together


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("records", "0001_places"),
        ("records", "0002_people"),
        ("records", "0003_livelihood"),
        ("records", "0004_guarantees"),
        ("records", "0005_casework"),
        ("records", "0006_office"),
        ("records", "0007_history"),
        ("records", "0008_merged_clues"),
        ("records", "0009_programme_ledgers"),
        ("records", "0010_programme_diseases"),
        ("records", "0011_duty_columns"),
        ("records", "0012_loan_rate"),
        ("records", "0013_reported_documents"),
    ]

    dependencies = []

    operations = [
        fangpin_web.records.together.Together(
            steps=[
                migrations.CreateModel(
                    name="History",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("ledger", models.CharField(max_length=60, verbose_name="台账")),
                        ("row_id", models.BigIntegerField(verbose_name="行")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        (
                            "op",
                            models.CharField(
                                choices=[("update", "修改"), ("delete", "删除")], max_length=6, verbose_name="操作"
                            ),
                        ),
                        ("was", models.JSONField(verbose_name="原值")),
                        ("by", models.BigIntegerField(null=True, verbose_name="操作人")),
                        ("why", models.CharField(verbose_name="事由")),
                        ("batch_id", models.BigIntegerField(null=True, verbose_name="导入批次")),
                        ("at", models.DateTimeField(verbose_name="时间")),
                    ],
                    options={
                        "verbose_name": "变更历史",
                        "verbose_name_plural": "变更历史",
                        "db_table": "history",
                        "indexes": [
                            models.Index(fields=["ledger", "row_id", "id"], name="history_row"),
                            models.Index(fields=["area_code", "id"], name="history_area"),
                            models.Index(
                                condition=models.Q(("batch_id__isnull", False)),
                                fields=["batch_id"],
                                name="history_batch",
                            ),
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="ImportBatch",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "source",
                            models.CharField(
                                help_text="Id of a source of the policies folder.", verbose_name="数据来源"
                            ),
                        ),
                        ("file_name", models.CharField(verbose_name="文件名")),
                        (
                            "file_hash",
                            models.CharField(help_text="SHA-256 of the file as received.", verbose_name="文件校验值"),
                        ),
                        ("delivery", models.CharField(verbose_name="报送方式")),
                        ("period_from_on", models.DateField(verbose_name="数据期起")),
                        ("period_to_on", models.DateField(verbose_name="数据期止")),
                        ("state", models.CharField(verbose_name="状态")),
                        ("rows_read", models.BigIntegerField(blank=True, null=True, verbose_name="读取行数")),
                        ("rows_landed", models.BigIntegerField(blank=True, null=True, verbose_name="入库行数")),
                        ("rows_refused", models.BigIntegerField(blank=True, null=True, verbose_name="退回行数")),
                        ("rows_open", models.BigIntegerField(blank=True, null=True, verbose_name="待匹配行数")),
                    ],
                    options={
                        "verbose_name": "导入批次",
                        "verbose_name_plural": "导入批次",
                        "db_table": "ledger_import_batch",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="importbatch_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="importbatch_batch"
                            ),
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Coverage",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("ledger", models.CharField(verbose_name="台账")),
                        (
                            "listing",
                            models.CharField(
                                blank=True,
                                help_text="For ledgers fed by several lists, which one.",
                                null=True,
                                verbose_name="名单类别",
                            ),
                        ),
                        ("period_from_on", models.DateField(verbose_name="数据期起")),
                        ("period_to_on", models.DateField(verbose_name="数据期止")),
                        ("rows_read", models.BigIntegerField(blank=True, null=True, verbose_name="读取行数")),
                        (
                            "rows_matched",
                            models.BigIntegerField(
                                blank=True,
                                help_text="The rest lowers what a figure may claim.",
                                null=True,
                                verbose_name="匹配行数",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "数据覆盖",
                        "verbose_name_plural": "数据覆盖",
                        "db_table": "ledger_coverage",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="coverage_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="coverage_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("ledger", "area_code", "period_from_on", "period_to_on", "listing"),
                                name="coverage_key",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Household",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "code",
                            models.CharField(
                                blank=True,
                                help_text="As the national register prints it.",
                                null=True,
                                verbose_name="户编号",
                            ),
                        ),
                        ("head_name", models.CharField(blank=True, null=True, verbose_name="户主姓名")),
                        ("natural_village", models.CharField(blank=True, null=True, verbose_name="自然村")),
                        ("address", models.CharField(blank=True, null=True, verbose_name="家庭住址")),
                        (
                            "phone",
                            fangpin_web.access.fields.EncryptedField(
                                blank=True, kind="phone", null=True, verbose_name="联系电话"
                            ),
                        ),
                        (
                            "phone_index",
                            fangpin_web.access.fields.BlindIndexField(null=True, verbose_name="联系电话索引"),
                        ),
                        (
                            "arable_mu",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="耕地面积"
                            ),
                        ),
                        (
                            "forest_mu",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="林地面积"
                            ),
                        ),
                        (
                            "resettled",
                            models.BooleanField(blank=True, null=True, verbose_name="居住在易地扶贫搬迁集中安置区"),
                        ),
                        (
                            "no_labour_safety_net",
                            models.BooleanField(blank=True, null=True, verbose_name="整户无劳动能力兜底保障户"),
                        ),
                        (
                            "system_number",
                            models.CharField(
                                blank=True,
                                help_text="Empty until it was entered there.",
                                null=True,
                                verbose_name="系统编号",
                            ),
                        ),
                        ("file_complete_on", models.DateField(blank=True, null=True, verbose_name="分户档案建成日期")),
                    ],
                    options={
                        "verbose_name": "农户",
                        "verbose_name_plural": "农户",
                        "db_table": "ledger_household",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="household_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="household_batch"
                            ),
                            models.Index(
                                condition=models.Q(("phone_index__isnull", False)),
                                fields=["phone_index"],
                                name="household_phone",
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("code",), name="household_key")],
                    },
                ),
                migrations.CreateModel(
                    name="Risk",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "household",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        ("risk", models.CharField(verbose_name="风险类型")),
                        (
                            "rank",
                            models.BigIntegerField(
                                blank=True,
                                help_text="1 to 5, as the national register prints them.",
                                null=True,
                                verbose_name="风险序号",
                            ),
                        ),
                        ("found_on", models.DateField(verbose_name="发现日期")),
                        ("resolved_on", models.DateField(blank=True, null=True, verbose_name="消除日期")),
                        ("remark", models.CharField(blank=True, null=True, verbose_name="备注")),
                    ],
                    options={
                        "verbose_name": "风险",
                        "verbose_name_plural": "风险",
                        "db_table": "ledger_risk",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="risk_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="risk_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("household", "risk", "found_on"), name="risk_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HousingCheck",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "household",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        ("grade", models.CharField(blank=True, null=True, verbose_name="鉴定等级")),
                        ("checked_on", models.DateField(verbose_name="鉴定日期")),
                        ("works_accepted_on", models.DateField(blank=True, null=True, verbose_name="改造竣工验收日期")),
                        ("only_housing", models.BooleanField(blank=True, null=True, verbose_name="是否唯一住房")),
                    ],
                    options={
                        "verbose_name": "住房安全鉴定",
                        "verbose_name_plural": "住房安全鉴定",
                        "db_table": "ledger_housing_check",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="housingcheck_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="housingcheck_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("household", "checked_on"), name="housingcheck_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WaterCheck",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "household",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        ("checked_on", models.DateField(verbose_name="核查日期")),
                        (
                            "litres",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=8, null=True, verbose_name="人均日水量"
                            ),
                        ),
                        ("quality_passed", models.BooleanField(blank=True, null=True, verbose_name="水质达标")),
                        ("piped", models.BooleanField(blank=True, null=True, verbose_name="自来水入户")),
                        ("fetch_minutes", models.BigIntegerField(blank=True, null=True, verbose_name="取水往返时间")),
                        ("outage_days", models.BigIntegerField(blank=True, null=True, verbose_name="年停水天数")),
                    ],
                    options={
                        "verbose_name": "饮水安全核查",
                        "verbose_name_plural": "饮水安全核查",
                        "db_table": "ledger_water_check",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="watercheck_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="watercheck_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("household", "checked_on"), name="watercheck_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IncomeAccount",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "household",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        ("period_from_on", models.DateField(verbose_name="核算期起")),
                        (
                            "period_to_on",
                            models.DateField(help_text="Last day of the period.", verbose_name="核算期止"),
                        ),
                        ("members", models.BigIntegerField(blank=True, null=True, verbose_name="核算人口")),
                        (
                            "wage_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="工资性收入"
                            ),
                        ),
                        (
                            "business_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="生产经营性收入"
                            ),
                        ),
                        (
                            "property_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="财产性收入"
                            ),
                        ),
                        (
                            "transfer_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="转移性收入"
                            ),
                        ),
                        (
                            "cost_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="生产经营性支出"
                            ),
                        ),
                        (
                            "claim_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="理赔收入"
                            ),
                        ),
                        (
                            "own_pay_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="合规自付支出"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "收入账",
                        "verbose_name_plural": "收入账",
                        "db_table": "ledger_income_account",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="incomeaccount_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="incomeaccount_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("household", "period_from_on", "period_to_on"), name="incomeaccount_key"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IncomeItem",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "account",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.incomeaccount",
                                verbose_name="收入账",
                            ),
                        ),
                        ("item", models.CharField(verbose_name="收入项目")),
                        (
                            "amount_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="金额"
                            ),
                        ),
                        (
                            "counts_as_income",
                            models.BooleanField(
                                blank=True,
                                help_text="As the rules in force for the period say.",
                                null=True,
                                verbose_name="计入收入",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "收入明细",
                        "verbose_name_plural": "收入明细",
                        "db_table": "ledger_income_item",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="incomeitem_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="incomeitem_batch"
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("account", "item"), name="incomeitem_key")],
                    },
                ),
                migrations.CreateModel(
                    name="LoanApplication",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "household",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        ("applied_on", models.DateField(verbose_name="申请日期")),
                        ("eligible", models.BooleanField(blank=True, null=True, verbose_name="符合条件")),
                        ("willing", models.BooleanField(blank=True, null=True, verbose_name="有贷款意愿")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="审批日期")),
                        ("granted", models.BooleanField(blank=True, null=True, verbose_name="是否获贷")),
                        (
                            "amount_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="申请金额"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "小额信贷申请",
                        "verbose_name_plural": "小额信贷申请",
                        "db_table": "ledger_loan_application",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="loanapplication_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="loanapplication_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("household", "applied_on"), name="loanapplication_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Person",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("name", models.CharField(blank=True, null=True, verbose_name="姓名")),
                        ("document_kind", models.CharField(blank=True, null=True, verbose_name="证件类型")),
                        (
                            "document_number",
                            fangpin_web.access.fields.EncryptedField(
                                blank=True,
                                help_text="First 18 characters join; kept as received.",
                                kind="document_number",
                                null=True,
                                verbose_name="证件号码",
                            ),
                        ),
                        (
                            "document_number_index",
                            fangpin_web.access.fields.BlindIndexField(null=True, verbose_name="证件号码索引"),
                        ),
                        ("sex", models.CharField(blank=True, null=True, verbose_name="性别")),
                        ("born_on", models.DateField(blank=True, null=True, verbose_name="出生日期")),
                        ("died_on", models.DateField(blank=True, null=True, verbose_name="死亡日期")),
                        ("nation", models.CharField(blank=True, null=True, verbose_name="民族")),
                        (
                            "phone",
                            fangpin_web.access.fields.EncryptedField(
                                blank=True, kind="phone", null=True, verbose_name="联系电话"
                            ),
                        ),
                        (
                            "phone_index",
                            fangpin_web.access.fields.BlindIndexField(null=True, verbose_name="联系电话索引"),
                        ),
                    ],
                    options={
                        "verbose_name": "人口",
                        "verbose_name_plural": "人口",
                        "db_table": "ledger_person",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="person_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="person_batch"
                            ),
                            models.Index(
                                condition=models.Q(("phone_index__isnull", False)),
                                fields=["phone_index"],
                                name="person_phone",
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("document_number_index",), name="person_key")],
                    },
                ),
                migrations.CreateModel(
                    name="Clue",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, to="records.household", verbose_name="户"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        ("risk", models.CharField(verbose_name="风险类型")),
                        ("channel", models.CharField(verbose_name="线索来源")),
                        ("raised_on", models.DateField(verbose_name="发现日期")),
                        ("state", models.CharField(verbose_name="办理状态")),
                        ("severity", models.CharField(blank=True, null=True, verbose_name="紧急程度")),
                        (
                            "dispatched_on",
                            models.DateField(
                                blank=True,
                                help_text="Empty while it is only proposed.",
                                null=True,
                                verbose_name="派发日期",
                            ),
                        ),
                        ("taken_on", models.DateField(blank=True, null=True, verbose_name="领取日期")),
                        (
                            "taken_by",
                            models.BigIntegerField(
                                blank=True, help_text="Key of the officer's account.", null=True, verbose_name="办理人"
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="办理期限")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                        (
                            "closed_by",
                            models.BigIntegerField(
                                blank=True, help_text="Key of the officer's account.", null=True, verbose_name="办结人"
                            ),
                        ),
                        ("close_reason", models.CharField(blank=True, null=True, verbose_name="办结原因")),
                        (
                            "merged_into",
                            models.BigIntegerField(
                                blank=True,
                                help_text="Key of the clue that took its place when a further step was crossed.",
                                null=True,
                                verbose_name="并入线索",
                            ),
                        ),
                        ("remark", models.CharField(blank=True, null=True, verbose_name="办理说明")),
                    ],
                    options={
                        "verbose_name": "风险线索",
                        "verbose_name_plural": "风险线索",
                        "db_table": "ledger_clue",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="clue_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="clue_batch"
                            ),
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Case",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, to="records.household", verbose_name="户"
                            ),
                        ),
                        (
                            "clue",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.clue",
                                verbose_name="线索",
                            ),
                        ),
                        ("process", models.CharField(verbose_name="办理流程")),
                        ("step", models.CharField(verbose_name="当前环节")),
                        ("opened_on", models.DateField(verbose_name="立案日期")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="结案日期")),
                        ("outcome", models.CharField(blank=True, null=True, verbose_name="结果")),
                    ],
                    options={
                        "verbose_name": "个案",
                        "verbose_name_plural": "个案",
                        "db_table": "ledger_case",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="case_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="case_batch"
                            ),
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="GuaranteeFinding",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "household",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        ("dimension", models.CharField(verbose_name="保障项目")),
                        ("status", models.CharField(verbose_name="核查结论")),
                        ("checked_on", models.DateField(verbose_name="核查日期")),
                        ("expires_on", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                        ("checker", models.CharField(blank=True, null=True, verbose_name="核查人")),
                        ("reason", models.CharField(blank=True, null=True, verbose_name="说明")),
                    ],
                    options={
                        "verbose_name": "两不愁三保障核查",
                        "verbose_name_plural": "两不愁三保障核查",
                        "db_table": "ledger_guarantee_finding",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="guaranteefinding_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="guaranteefinding_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("household", "person", "dimension", "checked_on"), name="guaranteefinding_key"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Enrolment",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        ("school_year", models.CharField(verbose_name="学年")),
                        ("school", models.CharField(blank=True, null=True, verbose_name="学校")),
                        ("stage", models.CharField(blank=True, null=True, verbose_name="学段")),
                        ("attending", models.BooleanField(blank=True, null=True, verbose_name="是否在校")),
                        (
                            "net_fee_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="资助后学年费用"
                            ),
                        ),
                        ("enrolled_on", models.DateField(blank=True, null=True, verbose_name="入学日期")),
                        ("record_number", models.CharField(blank=True, null=True, verbose_name="学籍号")),
                        ("has_record", models.BooleanField(blank=True, null=True, verbose_name="有学籍")),
                        ("record_created_on", models.DateField(blank=True, null=True, verbose_name="学籍建立日期")),
                        ("elsewhere", models.BooleanField(blank=True, null=True, verbose_name="外地就读")),
                        ("boarding", models.BooleanField(blank=True, null=True, verbose_name="寄宿")),
                        ("vocational", models.BooleanField(blank=True, null=True, verbose_name="职业教育")),
                    ],
                    options={
                        "verbose_name": "学籍",
                        "verbose_name_plural": "学籍",
                        "db_table": "ledger_enrolment",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="enrolment_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="enrolment_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("person", "school_year"), name="enrolment_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EnrolmentCheck",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        ("listing", models.CharField(verbose_name="核查名单")),
                        ("listed_on", models.DateField(verbose_name="列入日期")),
                        ("checked_on", models.DateField(blank=True, null=True, verbose_name="核查日期")),
                        ("result", models.CharField(blank=True, null=True, verbose_name="核查结果")),
                        ("absence_reason", models.CharField(blank=True, null=True, verbose_name="失学或辍学原因")),
                        ("settled_on", models.DateField(blank=True, null=True, verbose_name="解决日期")),
                    ],
                    options={
                        "verbose_name": "控辍保学核查",
                        "verbose_name_plural": "控辍保学核查",
                        "db_table": "ledger_enrolment_check",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="enrolmentcheck_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="enrolmentcheck_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person", "listing", "listed_on"), name="enrolmentcheck_key"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OnlineLearning",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        ("school_term", models.CharField(help_text="Such as 2019-2020-2.", verbose_name="学期")),
                        ("device", models.BooleanField(blank=True, null=True, verbose_name="有终端")),
                        ("connected", models.BooleanField(blank=True, null=True, verbose_name="有网络")),
                        ("taking_part", models.BooleanField(blank=True, null=True, verbose_name="参加线上学习")),
                        ("checked_on", models.DateField(blank=True, null=True, verbose_name="核查日期")),
                    ],
                    options={
                        "verbose_name": "线上学习保障",
                        "verbose_name_plural": "线上学习保障",
                        "db_table": "ledger_online_learning",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="onlinelearning_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="onlinelearning_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("person", "school_term"), name="onlinelearning_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DoctorService",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        ("served_on", models.DateField(verbose_name="服务日期")),
                        ("kind", models.CharField(blank=True, null=True, verbose_name="服务项目")),
                        ("package_fulfilled", models.BooleanField(blank=True, null=True, verbose_name="完成服务包")),
                    ],
                    options={
                        "verbose_name": "家庭医生服务",
                        "verbose_name_plural": "家庭医生服务",
                        "db_table": "ledger_doctor_service",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="doctorservice_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="doctorservice_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("person", "served_on", "kind"), name="doctorservice_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ThresholdListing",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        ("listing", models.CharField(verbose_name="名单类别")),
                        ("period_from_on", models.DateField(verbose_name="统计期起")),
                        (
                            "period_to_on",
                            models.DateField(help_text="Last day of the period.", verbose_name="统计期止"),
                        ),
                        (
                            "amount_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="金额"
                            ),
                        ),
                        ("listed_on", models.DateField(blank=True, null=True, verbose_name="推送日期")),
                        ("remark", models.CharField(blank=True, null=True, verbose_name="情况说明")),
                    ],
                    options={
                        "verbose_name": "部门预警名单",
                        "verbose_name_plural": "部门预警名单",
                        "db_table": "ledger_threshold_listing",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="thresholdlisting_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="thresholdlisting_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person", "listing", "period_from_on", "period_to_on"),
                                name="thresholdlisting_key",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Loan",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, to="records.household", verbose_name="户"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="借款人",
                            ),
                        ),
                        ("contract", models.CharField(blank=True, null=True, verbose_name="合同编号")),
                        ("bank", models.CharField(blank=True, null=True, verbose_name="放贷银行")),
                        (
                            "amount_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="贷款金额"
                            ),
                        ),
                        (
                            "balance_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="贷款余额"
                            ),
                        ),
                        (
                            "overdue_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="逾期金额"
                            ),
                        ),
                        (
                            "rate_percent",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=7, null=True, verbose_name="年利率"
                            ),
                        ),
                        ("lent_on", models.DateField(blank=True, null=True, verbose_name="放款日期")),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                help_text="As first agreed; an extension has its own day.",
                                null=True,
                                verbose_name="到期日期",
                            ),
                        ),
                        ("repaid_on", models.DateField(blank=True, null=True, verbose_name="结清日期")),
                        ("used_by_borrower", models.BooleanField(blank=True, null=True, verbose_name="户贷户用户还")),
                        ("purpose", models.CharField(blank=True, null=True, verbose_name="贷款用途")),
                        ("risk_class", models.CharField(blank=True, null=True, verbose_name="风险分类")),
                        ("fast", models.BooleanField(blank=True, null=True, verbose_name="快速审批")),
                        ("extended_on", models.DateField(blank=True, null=True, verbose_name="展期办理日期")),
                        ("extended_to_on", models.DateField(blank=True, null=True, verbose_name="展期到期日")),
                        ("extension_months", models.BigIntegerField(blank=True, null=True, verbose_name="展期月数")),
                        ("extension_reason", models.CharField(blank=True, null=True, verbose_name="展期原因")),
                        ("guaranteed", models.BooleanField(blank=True, null=True, verbose_name="风险担保")),
                        ("claimed_on", models.DateField(blank=True, null=True, verbose_name="代偿日期")),
                        (
                            "recovered_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="追偿金额"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "脱贫人口小额信贷",
                        "verbose_name_plural": "脱贫人口小额信贷",
                        "db_table": "ledger_loan",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="loan_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="loan_batch"
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("contract",), name="loan_key")],
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, to="records.household", verbose_name="户"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        ("relation", models.CharField(blank=True, null=True, verbose_name="与户主关系")),
                        ("joined_by", models.CharField(blank=True, null=True, verbose_name="增加原因")),
                        ("left_by", models.CharField(blank=True, null=True, verbose_name="减少原因")),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "家庭成员",
                        "verbose_name_plural": "家庭成员",
                        "db_table": "ledger_membership",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="membership_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="membership_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))), name="membership_spell_forward"
                            ),
                            models.UniqueConstraint(fields=("person", "household", "from_on"), name="membership_key"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Condition",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        ("healthy", models.BooleanField(blank=True, null=True, verbose_name="健康")),
                        ("chronic_disease", models.BooleanField(blank=True, null=True, verbose_name="长期慢性病")),
                        ("serious_disease", models.BooleanField(blank=True, null=True, verbose_name="患有大病")),
                        ("disabled", models.BooleanField(blank=True, null=True, verbose_name="残疾")),
                        ("labour", models.CharField(blank=True, null=True, verbose_name="劳动技能")),
                        ("education", models.CharField(blank=True, null=True, verbose_name="文化程度")),
                        ("schooling", models.CharField(blank=True, null=True, verbose_name="在校生状况")),
                        ("wants_work", models.BooleanField(blank=True, null=True, verbose_name="有就业意愿")),
                        ("absence_reason", models.CharField(blank=True, null=True, verbose_name="失学或辍学原因")),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "人口状况",
                        "verbose_name_plural": "人口状况",
                        "db_table": "ledger_condition",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="condition_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="condition_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))), name="condition_spell_forward"
                            ),
                            models.UniqueConstraint(fields=("person", "from_on"), name="condition_key"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RegisterSpell",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "household",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        ("register_type", models.CharField(verbose_name="户类型")),
                        ("entered_because", models.CharField(blank=True, null=True, verbose_name="进入原因")),
                        ("cause", models.CharField(blank=True, null=True, verbose_name="致贫返贫原因")),
                        (
                            "verified_on",
                            models.DateField(
                                blank=True,
                                help_text="When the exit was verified.",
                                null=True,
                                verbose_name="审核验收日期",
                            ),
                        ),
                        ("stable", models.BooleanField(blank=True, null=True, verbose_name="稳定脱贫")),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "户类型",
                        "verbose_name_plural": "户类型",
                        "db_table": "ledger_register_spell",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="register_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="register_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))), name="register_spell_forward"
                            ),
                            models.UniqueConstraint(fields=("household", "from_on"), name="register_key"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MonitoringSpell",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "household",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        ("monitoring_class", models.CharField(verbose_name="监测对象类别")),
                        ("identified_on", models.DateField(blank=True, null=True, verbose_name="识别监测时间")),
                        (
                            "line_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="识别时监测线"
                            ),
                        ),
                        ("eliminated", models.BooleanField(blank=True, null=True, verbose_name="风险是否已消除")),
                        ("eliminated_on", models.DateField(blank=True, null=True, verbose_name="风险消除时间")),
                        ("elimination_kind", models.CharField(blank=True, null=True, verbose_name="风险消除方式")),
                        ("measures", models.BigIntegerField(blank=True, null=True, verbose_name="已落实帮扶措施数")),
                        ("tier", models.CharField(blank=True, null=True, verbose_name="发现层级")),
                        ("assistance_class", models.CharField(blank=True, null=True, verbose_name="帮扶分类")),
                        (
                            "development_measure",
                            models.BooleanField(blank=True, null=True, verbose_name="已实施开发式帮扶措施"),
                        ),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "监测对象",
                        "verbose_name_plural": "监测对象",
                        "db_table": "ledger_monitoring_spell",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="monitoring_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="monitoring_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))), name="monitoring_spell_forward"
                            ),
                            models.UniqueConstraint(fields=("household", "identified_on"), name="monitoring_key"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DibaoSpell",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        ("category", models.CharField(blank=True, null=True, verbose_name="低保类别")),
                        ("residence", models.CharField(blank=True, null=True, verbose_name="城乡类别")),
                        ("tapering", models.BooleanField(blank=True, null=True, verbose_name="延保渐退")),
                        (
                            "taper_step",
                            models.BigIntegerField(
                                blank=True, help_text="Counted from 1.", null=True, verbose_name="渐退档次"
                            ),
                        ),
                        ("taper_ends_on", models.DateField(blank=True, null=True, verbose_name="渐退到期日")),
                        (
                            "monthly_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="月保障金额"
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "最低生活保障",
                        "verbose_name_plural": "最低生活保障",
                        "db_table": "ledger_dibao_spell",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="dibao_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="dibao_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))), name="dibao_spell_forward"
                            ),
                            models.UniqueConstraint(fields=("person", "from_on"), name="dibao_key"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TekunSpell",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        ("mode", models.CharField(blank=True, null=True, verbose_name="供养方式")),
                        ("residence", models.CharField(blank=True, null=True, verbose_name="城乡类别")),
                        ("care_level", models.CharField(blank=True, null=True, verbose_name="照料护理等级")),
                        (
                            "monthly_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="月供养金额"
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "特困供养",
                        "verbose_name_plural": "特困供养",
                        "db_table": "ledger_tekun_spell",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="tekun_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="tekun_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))), name="tekun_spell_forward"
                            ),
                            models.UniqueConstraint(fields=("person", "from_on"), name="tekun_key"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DisabilitySpell",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        ("category", models.CharField(blank=True, null=True, verbose_name="残疾类别")),
                        ("grade", models.CharField(blank=True, null=True, verbose_name="残疾等级")),
                        ("issued_on", models.DateField(blank=True, null=True, verbose_name="发证日期")),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "残疾人证",
                        "verbose_name_plural": "残疾人证",
                        "db_table": "ledger_disability_spell",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="disability_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="disability_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))), name="disability_spell_forward"
                            ),
                            models.UniqueConstraint(fields=("person", "from_on"), name="disability_key"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DiseaseSpell",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        ("disease", models.CharField(verbose_name="病种")),
                        ("diagnosed_on", models.DateField(blank=True, null=True, verbose_name="确诊日期")),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "大病慢病",
                        "verbose_name_plural": "大病慢病",
                        "db_table": "ledger_disease_spell",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="disease_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="disease_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))), name="disease_spell_forward"
                            ),
                            models.UniqueConstraint(fields=("person", "disease", "from_on"), name="disease_key"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PersonListing",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        ("listing", models.CharField(verbose_name="名单")),
                        ("screened_on", models.DateField(blank=True, null=True, verbose_name="筛查日期")),
                        ("verdict", models.CharField(blank=True, null=True, verbose_name="筛查结论")),
                        ("document", models.CharField(blank=True, null=True, verbose_name="依据文件")),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "人员名单",
                        "verbose_name_plural": "人员名单",
                        "db_table": "ledger_person_listing",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="personlisting_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="personlisting_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))),
                                name="personlisting_spell_forward",
                            ),
                            models.UniqueConstraint(fields=("person", "listing", "from_on"), name="personlisting_key"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HouseholdListing",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "household",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        ("listing", models.CharField(verbose_name="名单")),
                        ("screened_on", models.DateField(blank=True, null=True, verbose_name="筛查日期")),
                        ("verdict", models.CharField(blank=True, null=True, verbose_name="筛查结论")),
                        ("document", models.CharField(blank=True, null=True, verbose_name="依据文件")),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "农户名单",
                        "verbose_name_plural": "农户名单",
                        "db_table": "ledger_household_listing",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="householdlisting_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="householdlisting_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))),
                                name="householdlisting_spell_forward",
                            ),
                            models.UniqueConstraint(
                                fields=("household", "listing", "from_on"), name="householdlisting_key"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HardshipEvent",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "household",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        ("kind", models.CharField(verbose_name="事件类别")),
                        ("happened_on", models.DateField(verbose_name="发生日期")),
                        ("infected", models.BooleanField(blank=True, null=True, verbose_name="是否感染")),
                        (
                            "loss_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="核实损失"
                            ),
                        ),
                        ("verified_on", models.DateField(blank=True, null=True, verbose_name="核实日期")),
                        ("assisted_on", models.DateField(blank=True, null=True, verbose_name="帮扶日期")),
                        ("fell_into", models.CharField(blank=True, null=True, verbose_name="返贫致贫")),
                    ],
                    options={
                        "verbose_name": "灾害疫情影响",
                        "verbose_name_plural": "灾害疫情影响",
                        "db_table": "ledger_hardship_event",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="hardshipevent_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="hardshipevent_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("household", "person", "kind", "happened_on"), name="hardshipevent_key"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Area",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("scheme", models.CharField(verbose_name="代码体系")),
                        (
                            "code",
                            models.CharField(help_text="Digits without padding: 6, 9 or 12.", verbose_name="代码"),
                        ),
                        ("level", models.CharField(verbose_name="级别")),
                        ("name", models.CharField(verbose_name="名称")),
                        (
                            "short_name",
                            models.CharField(
                                blank=True,
                                help_text="As rosters write it, suffixes such as 村委会 dropped.",
                                null=True,
                                verbose_name="简称",
                            ),
                        ),
                        (
                            "sort_key",
                            models.CharField(
                                blank=True,
                                help_text="Pinyin, for sorting; databases here have no Chinese collation.",
                                null=True,
                                verbose_name="拼音",
                            ),
                        ),
                        ("parent_code", models.CharField(blank=True, null=True, verbose_name="上级代码")),
                        (
                            "succeeds_code",
                            models.CharField(
                                blank=True,
                                help_text="The code this area had, or the area it came from.",
                                null=True,
                                verbose_name="前身代码",
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "行政区划",
                        "verbose_name_plural": "行政区划",
                        "db_table": "ledger_area",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="area_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="area_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))), name="area_spell_forward"
                            ),
                            models.UniqueConstraint(fields=("scheme", "code", "from_on"), name="area_key"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AreaListing",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.area",
                                verbose_name="区划",
                            ),
                        ),
                        ("listing", models.CharField(verbose_name="名单")),
                        ("document", models.CharField(blank=True, null=True, verbose_name="依据文件")),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "区划名单",
                        "verbose_name_plural": "区划名单",
                        "db_table": "ledger_area_listing",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="arealisting_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="arealisting_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))), name="arealisting_spell_forward"
                            ),
                            models.UniqueConstraint(fields=("area", "listing", "from_on"), name="arealisting_key"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Organisation",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("name", models.CharField(verbose_name="单位名称")),
                        ("kind", models.CharField(blank=True, null=True, verbose_name="单位类别")),
                        ("level", models.CharField(blank=True, null=True, verbose_name="单位层级")),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="上级单位",
                            ),
                        ),
                        (
                            "sector",
                            models.CharField(
                                blank=True,
                                help_text="Remit of a task force, trade of an operator, crop of a park.",
                                null=True,
                                verbose_name="领域",
                            ),
                        ),
                        ("improved", models.BooleanField(blank=True, null=True, verbose_name="建设完善")),
                        ("beside_site", models.BooleanField(blank=True, null=True, verbose_name="安置区配套")),
                        (
                            "accountable",
                            models.BooleanField(
                                blank=True,
                                help_text="It owes deliveries or holds packages.",
                                null=True,
                                verbose_name="责任单位",
                            ),
                        ),
                        ("established_on", models.DateField(blank=True, null=True, verbose_name="成立日期")),
                        ("certified_on", models.DateField(blank=True, null=True, verbose_name="认定日期")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="注销日期")),
                        ("contact", models.CharField(blank=True, null=True, verbose_name="联系人")),
                        (
                            "phone",
                            fangpin_web.access.fields.EncryptedField(
                                blank=True, kind="phone", null=True, verbose_name="联系电话"
                            ),
                        ),
                        (
                            "phone_index",
                            fangpin_web.access.fields.BlindIndexField(null=True, verbose_name="联系电话索引"),
                        ),
                    ],
                    options={
                        "verbose_name": "单位",
                        "verbose_name_plural": "单位",
                        "db_table": "ledger_organisation",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="organisation_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="organisation_batch"
                            ),
                            models.Index(
                                condition=models.Q(("phone_index__isnull", False)),
                                fields=["phone_index"],
                                name="organisation_phone",
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("name", "kind"), name="organisation_key")],
                    },
                ),
                migrations.CreateModel(
                    name="InsurancePolicy",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        ("kind", models.CharField(verbose_name="险种")),
                        ("policy_number", models.CharField(blank=True, null=True, verbose_name="保单号")),
                        (
                            "insurer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="承保机构",
                            ),
                        ),
                        (
                            "premium_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="保费"
                            ),
                        ),
                        ("payer", models.CharField(blank=True, null=True, verbose_name="保费来源")),
                        ("premium_paid_on", models.DateField(blank=True, null=True, verbose_name="缴费日期")),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "参保投保",
                        "verbose_name_plural": "参保投保",
                        "db_table": "ledger_insurance_policy",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="insurancepolicy_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="insurancepolicy_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))),
                                name="insurancepolicy_spell_forward",
                            ),
                            models.UniqueConstraint(
                                fields=("kind", "person", "household", "from_on"), name="insurancepolicy_key"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InsuranceClaim",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("number", models.CharField(blank=True, null=True, verbose_name="赔案号")),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        ("kind", models.CharField(blank=True, null=True, verbose_name="险种")),
                        ("cause", models.CharField(blank=True, null=True, verbose_name="出险原因")),
                        ("reported_on", models.DateField(blank=True, null=True, verbose_name="报案日期")),
                        ("settled_on", models.DateField(blank=True, null=True, verbose_name="赔付日期")),
                        (
                            "amount_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="赔付金额"
                            ),
                        ),
                        (
                            "insurer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="承保机构",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "保险理赔",
                        "verbose_name_plural": "保险理赔",
                        "db_table": "ledger_insurance_claim",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="insuranceclaim_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="insuranceclaim_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("number", "kind", "household", "person", "reported_on"),
                                name="insuranceclaim_key",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pairing",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("number", models.CharField(blank=True, null=True, verbose_name="结对编号")),
                        ("kind", models.CharField(verbose_name="结对类别")),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="帮扶单位",
                            ),
                        ),
                        (
                            "giving_area",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.area",
                                verbose_name="帮扶地区",
                            ),
                        ),
                        (
                            "target_area",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.area",
                                verbose_name="受帮扶地区",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        ("stage", models.CharField(blank=True, null=True, verbose_name="学段")),
                        ("direction", models.CharField(blank=True, null=True, verbose_name="结对方向")),
                        ("agreement_on", models.DateField(blank=True, null=True, verbose_name="协议签订日期")),
                        (
                            "agreed_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="协议资金"
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "结对帮扶",
                        "verbose_name_plural": "结对帮扶",
                        "db_table": "ledger_pairing",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="pairing_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="pairing_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))), name="pairing_spell_forward"
                            ),
                            models.UniqueConstraint(
                                fields=("kind", "organisation", "target_area", "giving_area", "person", "from_on"),
                                name="pairing_key",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeliveryDuty",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "organisation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="报送单位",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                help_text="Id of a source of the policies folder.", verbose_name="数据来源"
                            ),
                        ),
                        ("period_from_on", models.DateField(verbose_name="数据期起")),
                        ("period_to_on", models.DateField(blank=True, null=True, verbose_name="数据期止")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="应报日期")),
                        ("delivered_on", models.DateField(blank=True, null=True, verbose_name="报送日期")),
                    ],
                    options={
                        "verbose_name": "数据报送责任",
                        "verbose_name_plural": "数据报送责任",
                        "db_table": "ledger_delivery_duty",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="deliveryduty_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="deliveryduty_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organisation", "source", "period_from_on"), name="deliveryduty_key"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MedicalClaim",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        ("settlement", models.CharField(blank=True, null=True, verbose_name="结算单号")),
                        ("kind", models.CharField(blank=True, null=True, verbose_name="就医类别")),
                        ("settled_on", models.DateField(verbose_name="结算日期")),
                        (
                            "total_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="总费用"
                            ),
                        ),
                        (
                            "in_policy_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="政策范围内费用"
                            ),
                        ),
                        (
                            "basic_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="基本医保支付"
                            ),
                        ),
                        (
                            "serious_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="大病保险支付"
                            ),
                        ),
                        (
                            "aid_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="医疗救助支付"
                            ),
                        ),
                        (
                            "own_pay_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="合规自付金额"
                            ),
                        ),
                        (
                            "comprehensive_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="综合医疗保障支付"
                            ),
                        ),
                        (
                            "chronic_yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="慢性病门诊补充保障支付",
                            ),
                        ),
                        (
                            "government_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="政府兜底保障支付"
                            ),
                        ),
                        (
                            "stacked_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="叠加保险支付"
                            ),
                        ),
                        (
                            "commercial_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="补充商业保险支付"
                            ),
                        ),
                        (
                            "subsidy_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="医保扶贫补助"
                            ),
                        ),
                        (
                            "hospital",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="就诊医疗机构",
                            ),
                        ),
                        ("tier", models.CharField(blank=True, null=True, verbose_name="医疗机构级别")),
                        ("disease", models.CharField(blank=True, null=True, verbose_name="病种")),
                        ("referral", models.CharField(blank=True, null=True, verbose_name="转诊情况")),
                        ("admitted_on", models.DateField(blank=True, null=True, verbose_name="入院日期")),
                        ("deposit_waived", models.BooleanField(blank=True, null=True, verbose_name="先诊疗后付费")),
                        (
                            "unpaid_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="未结清金额"
                            ),
                        ),
                        ("bills", models.BigIntegerField(blank=True, null=True, verbose_name="结算单张数")),
                        ("windows", models.BigIntegerField(blank=True, null=True, verbose_name="办理窗口数")),
                    ],
                    options={
                        "verbose_name": "医保结算",
                        "verbose_name_plural": "医保结算",
                        "db_table": "ledger_medical_claim",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="medicalclaim_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="medicalclaim_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("person", "settlement"), name="medicalclaim_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RegularTreatment",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        ("opened_on", models.DateField(verbose_name="开通日期")),
                        ("disease", models.CharField(blank=True, null=True, verbose_name="病种")),
                        (
                            "hospital",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="医疗机构",
                            ),
                        ),
                        ("interval_days", models.BigIntegerField(blank=True, null=True, verbose_name="诊疗间隔")),
                        ("last_visit_on", models.DateField(blank=True, null=True, verbose_name="最近诊疗日期")),
                        ("interrupted_on", models.DateField(blank=True, null=True, verbose_name="中断日期")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                    ],
                    options={
                        "verbose_name": "定期诊疗绿色通道",
                        "verbose_name_plural": "定期诊疗绿色通道",
                        "db_table": "ledger_regular_treatment",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="regulartreatment_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="regulartreatment_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("person", "opened_on"), name="regulartreatment_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DoctorContract",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        ("care_need", models.BooleanField(blank=True, null=True, verbose_name="有诊疗需求")),
                        ("willing", models.BooleanField(blank=True, null=True, verbose_name="愿意签约")),
                        ("signed_on", models.DateField(blank=True, null=True, verbose_name="签约日期")),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="签约团队",
                            ),
                        ),
                        ("package", models.CharField(blank=True, null=True, verbose_name="服务包")),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "家庭医生签约",
                        "verbose_name_plural": "家庭医生签约",
                        "db_table": "ledger_doctor_contract",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="doctorcontract_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="doctorcontract_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))),
                                name="doctorcontract_spell_forward",
                            ),
                            models.UniqueConstraint(fields=("person", "from_on"), name="doctorcontract_key"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MedicalAccess",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("mode", models.CharField(verbose_name="通达方式")),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="医疗服务点",
                            ),
                        ),
                        (
                            "distance_km",
                            models.DecimalField(
                                blank=True, decimal_places=3, max_digits=8, null=True, verbose_name="距离"
                            ),
                        ),
                        ("settlement", models.BooleanField(blank=True, null=True, verbose_name="开通医保结算")),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "村级就医点",
                        "verbose_name_plural": "村级就医点",
                        "db_table": "ledger_medical_access",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="medicalaccess_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="medicalaccess_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))),
                                name="medicalaccess_spell_forward",
                            ),
                            models.UniqueConstraint(fields=("area_code", "mode", "from_on"), name="medicalaccess_key"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SalesPoint",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("number", models.CharField(verbose_name="网点编号")),
                        ("title", models.CharField(blank=True, null=True, verbose_name="网点名称")),
                        ("kind", models.CharField(verbose_name="网点类别")),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="运营单位",
                            ),
                        ),
                        ("opened_on", models.DateField(blank=True, null=True, verbose_name="启用日期")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="关闭日期")),
                    ],
                    options={
                        "verbose_name": "消费扶贫网点",
                        "verbose_name_plural": "消费扶贫网点",
                        "db_table": "ledger_sales_point",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="salespoint_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="salespoint_batch"
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("number",), name="salespoint_key")],
                    },
                ),
                migrations.CreateModel(
                    name="Need",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("number", models.CharField(verbose_name="需求编号")),
                        ("kind", models.CharField(verbose_name="需求类别")),
                        ("level", models.CharField(blank=True, null=True, verbose_name="对接层级")),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="需求单位",
                            ),
                        ),
                        ("goods", models.CharField(blank=True, null=True, verbose_name="品类")),
                        ("fresh", models.BooleanField(blank=True, null=True, verbose_name="鲜活农产品")),
                        (
                            "quantity",
                            models.DecimalField(
                                blank=True,
                                decimal_places=3,
                                help_text="In the unit beside it.",
                                max_digits=14,
                                null=True,
                                verbose_name="数量",
                            ),
                        ),
                        ("unit_word", models.CharField(blank=True, null=True, verbose_name="计量单位")),
                        ("posted_on", models.DateField(verbose_name="提出日期")),
                        ("verified_on", models.DateField(blank=True, null=True, verbose_name="村级核实日期")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                        ("close_reason", models.CharField(blank=True, null=True, verbose_name="办结方式")),
                        ("content", models.CharField(blank=True, null=True, verbose_name="需求说明")),
                    ],
                    options={
                        "verbose_name": "需求",
                        "verbose_name_plural": "需求",
                        "db_table": "ledger_need",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="need_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="need_batch"
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("number",), name="need_key")],
                    },
                ),
                migrations.CreateModel(
                    name="Offer",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("number", models.CharField(verbose_name="供给编号")),
                        ("kind", models.CharField(verbose_name="供给类别")),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="供给单位",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        ("goods", models.CharField(blank=True, null=True, verbose_name="品类")),
                        (
                            "quantity",
                            models.DecimalField(
                                blank=True,
                                decimal_places=3,
                                help_text="In the unit beside it.",
                                max_digits=14,
                                null=True,
                                verbose_name="数量",
                            ),
                        ),
                        ("unit_word", models.CharField(blank=True, null=True, verbose_name="计量单位")),
                        ("posted_on", models.DateField(verbose_name="提出日期")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="撤回日期")),
                    ],
                    options={
                        "verbose_name": "供给",
                        "verbose_name_plural": "供给",
                        "db_table": "ledger_offer",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="offer_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="offer_batch"
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("number",), name="offer_key")],
                    },
                ),
                migrations.CreateModel(
                    name="NeedMatch",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "need",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.need",
                                verbose_name="需求",
                            ),
                        ),
                        (
                            "offer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.offer",
                                verbose_name="供给",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="对接单位",
                            ),
                        ),
                        ("channel", models.CharField(blank=True, null=True, verbose_name="对接渠道")),
                        (
                            "quantity",
                            models.DecimalField(
                                blank=True,
                                decimal_places=3,
                                help_text="In the unit of the need.",
                                max_digits=14,
                                null=True,
                                verbose_name="对接数量",
                            ),
                        ),
                        ("matched_on", models.DateField(verbose_name="对接日期")),
                        ("delivered_on", models.DateField(blank=True, null=True, verbose_name="交付日期")),
                        ("paid_on", models.DateField(blank=True, null=True, verbose_name="结算日期")),
                    ],
                    options={
                        "verbose_name": "供需对接",
                        "verbose_name_plural": "供需对接",
                        "db_table": "ledger_need_match",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="needmatch_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="needmatch_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("need", "offer", "matched_on"), name="needmatch_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PvStation",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("number", models.CharField(verbose_name="电站编号")),
                        ("title", models.CharField(blank=True, null=True, verbose_name="电站名称")),
                        ("kind", models.CharField(blank=True, null=True, verbose_name="电站类型")),
                        (
                            "capacity_kw",
                            models.DecimalField(
                                blank=True, decimal_places=3, max_digits=12, null=True, verbose_name="装机容量"
                            ),
                        ),
                        ("built_on", models.DateField(blank=True, null=True, verbose_name="建成日期")),
                        ("grid_on", models.DateField(blank=True, null=True, verbose_name="并网日期")),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="运维单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "光伏扶贫电站",
                        "verbose_name_plural": "光伏扶贫电站",
                        "db_table": "ledger_pv_station",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="pvstation_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="pvstation_batch"
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("number",), name="pvstation_key")],
                    },
                ),
                migrations.CreateModel(
                    name="PvSettlement",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "station",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.pvstation",
                                verbose_name="光伏电站",
                            ),
                        ),
                        ("month_on", models.DateField(help_text="First day of the month.", verbose_name="月份")),
                        (
                            "energy_kwh",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="发电量"
                            ),
                        ),
                        (
                            "settled_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="结算收益"
                            ),
                        ),
                        (
                            "retained_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="留存收益"
                            ),
                        ),
                        (
                            "distributed_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="分配收益"
                            ),
                        ),
                        ("settled_on", models.DateField(blank=True, null=True, verbose_name="结算日期")),
                        ("published_on", models.DateField(blank=True, null=True, verbose_name="公示日期")),
                        ("distributed_on", models.DateField(blank=True, null=True, verbose_name="分配日期")),
                    ],
                    options={
                        "verbose_name": "光伏收益结算",
                        "verbose_name_plural": "光伏收益结算",
                        "db_table": "ledger_pv_settlement",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="pvsettlement_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="pvsettlement_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("station", "month_on"), name="pvsettlement_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Document",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "number",
                            models.CharField(
                                help_text="As printed; where there is none, the title.", verbose_name="文号"
                            ),
                        ),
                        ("title", models.CharField(blank=True, null=True, verbose_name="标题")),
                        ("kind", models.CharField(blank=True, null=True, verbose_name="文件类别")),
                        (
                            "issuer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="发文单位",
                            ),
                        ),
                        ("level", models.CharField(blank=True, null=True, verbose_name="发文层级")),
                        ("issued_on", models.DateField(blank=True, null=True, verbose_name="发文日期")),
                        ("in_force_on", models.DateField(blank=True, null=True, verbose_name="施行日期")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="失效日期")),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.document",
                                verbose_name="替代文件",
                            ),
                        ),
                        ("sender_number", models.CharField(blank=True, null=True, verbose_name="收文编号")),
                    ],
                    options={
                        "verbose_name": "政策文件",
                        "verbose_name_plural": "政策文件",
                        "db_table": "ledger_document",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="document_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="document_batch"
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("number",), name="document_key")],
                    },
                ),
                migrations.CreateModel(
                    name="Campaign",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("number", models.CharField(verbose_name="行动编号")),
                        ("title", models.CharField(blank=True, null=True, verbose_name="行动名称")),
                        ("kind", models.CharField(blank=True, null=True, verbose_name="行动类别")),
                        ("season", models.CharField(blank=True, null=True, verbose_name="季节")),
                        ("began_on", models.DateField(blank=True, null=True, verbose_name="开始日期")),
                        ("days", models.BigIntegerField(blank=True, null=True, verbose_name="行动天数")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="牵头单位",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.document",
                                verbose_name="方案文件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "专项行动",
                        "verbose_name_plural": "专项行动",
                        "db_table": "ledger_campaign",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="campaign_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="campaign_batch"
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("number",), name="campaign_key")],
                    },
                ),
                migrations.CreateModel(
                    name="Plan",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("number", models.CharField(blank=True, null=True, verbose_name="方案编号")),
                        ("kind", models.CharField(verbose_name="方案类别")),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="责任单位",
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.campaign",
                                verbose_name="专项行动",
                            ),
                        ),
                        ("year", models.BigIntegerField(blank=True, null=True, verbose_name="年度")),
                        ("drafted_on", models.DateField(blank=True, null=True, verbose_name="拟定日期")),
                        ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="村级评议日期")),
                        ("approved_on", models.DateField(blank=True, null=True, verbose_name="批准日期")),
                        ("reopened_on", models.DateField(blank=True, null=True, verbose_name="调整日期")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                        ("needs", models.CharField(blank=True, null=True, verbose_name="帮扶需求")),
                        ("goal", models.CharField(blank=True, null=True, verbose_name="帮扶目标")),
                    ],
                    options={
                        "verbose_name": "帮扶方案",
                        "verbose_name_plural": "帮扶方案",
                        "db_table": "ledger_plan",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="plan_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="plan_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kind", "household", "organisation", "area_code", "year"), name="plan_key"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CampaignTeam",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "campaign",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.campaign",
                                verbose_name="行动",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="小分队",
                            ),
                        ),
                        ("formed_on", models.DateField(blank=True, null=True, verbose_name="组建日期")),
                    ],
                    options={
                        "verbose_name": "行动小分队",
                        "verbose_name_plural": "行动小分队",
                        "db_table": "ledger_campaign_team",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="campaignteam_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="campaignteam_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("campaign", "organisation"), name="campaignteam_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SurveyRound",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("number", models.CharField(verbose_name="轮次编号")),
                        ("title", models.CharField(blank=True, null=True, verbose_name="名称")),
                        ("kind", models.CharField(blank=True, null=True, verbose_name="排查类别")),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.campaign",
                                verbose_name="专项行动",
                            ),
                        ),
                        ("began_on", models.DateField(blank=True, null=True, verbose_name="开始日期")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="应完成日期")),
                        ("completed_on", models.DateField(blank=True, null=True, verbose_name="完成日期")),
                        (
                            "draw_seed",
                            models.CharField(
                                blank=True,
                                help_text="Kept so that a random draw can be repeated.",
                                null=True,
                                verbose_name="抽样种子",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "排查轮次",
                        "verbose_name_plural": "排查轮次",
                        "db_table": "ledger_survey_round",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="surveyround_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="surveyround_batch"
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("number",), name="surveyround_key")],
                    },
                ),
                migrations.CreateModel(
                    name="SurveyForm",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "round",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.surveyround",
                                verbose_name="排查轮次",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        ("item", models.CharField(blank=True, null=True, verbose_name="排查项目")),
                        ("mode", models.CharField(blank=True, null=True, verbose_name="排查方式")),
                        ("filled_on", models.DateField(blank=True, null=True, verbose_name="填表日期")),
                        ("result", models.CharField(blank=True, null=True, verbose_name="排查结果")),
                        ("finding", models.CharField(blank=True, null=True, verbose_name="发现问题")),
                    ],
                    options={
                        "verbose_name": "排查表",
                        "verbose_name_plural": "排查表",
                        "db_table": "ledger_survey_form",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="surveyform_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="surveyform_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("round", "item", "household", "person", "area_code"), name="surveyform_key"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CampaignCheck",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "campaign",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.campaign",
                                verbose_name="行动",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        ("listed_on", models.DateField(blank=True, null=True, verbose_name="列入日期")),
                        ("checked_on", models.DateField(blank=True, null=True, verbose_name="核查日期")),
                        ("verdict", models.CharField(blank=True, null=True, verbose_name="核查结论")),
                        ("changed_on", models.DateField(blank=True, null=True, verbose_name="待遇调整日期")),
                    ],
                    options={
                        "verbose_name": "行动核查",
                        "verbose_name_plural": "行动核查",
                        "db_table": "ledger_campaign_check",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="campaigncheck_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="campaigncheck_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("campaign", "household", "person"), name="campaigncheck_key"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("number", models.CharField(verbose_name="会议编号")),
                        ("title", models.CharField(blank=True, null=True, verbose_name="会议名称")),
                        ("kind", models.CharField(blank=True, null=True, verbose_name="会议类别")),
                        ("level", models.CharField(blank=True, null=True, verbose_name="会议层级")),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="召集单位",
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="应召开日期")),
                        ("held_on", models.DateField(blank=True, null=True, verbose_name="召开日期")),
                        (
                            "minutes",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.document",
                                verbose_name="会议纪要",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "调度会议",
                        "verbose_name_plural": "调度会议",
                        "db_table": "ledger_meeting",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="meeting_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="meeting_batch"
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("number",), name="meeting_key")],
                    },
                ),
                migrations.CreateModel(
                    name="CycleProduct",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("kind", models.CharField(verbose_name="成果类别")),
                        ("period_from_on", models.DateField(verbose_name="周期起")),
                        (
                            "period_to_on",
                            models.DateField(
                                blank=True, help_text="Last day of the period.", null=True, verbose_name="周期止"
                            ),
                        ),
                        ("produced_on", models.DateField(blank=True, null=True, verbose_name="完成日期")),
                        (
                            "survey_round",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.surveyround",
                                verbose_name="排查轮次",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.document",
                                verbose_name="文件",
                            ),
                        ),
                        ("reports", models.BigIntegerField(blank=True, null=True, verbose_name="报告数")),
                        ("verified", models.BigIntegerField(blank=True, null=True, verbose_name="核实数")),
                        ("acknowledged_on", models.DateField(blank=True, null=True, verbose_name="签收日期")),
                        ("replied_on", models.DateField(blank=True, null=True, verbose_name="回复日期")),
                    ],
                    options={
                        "verbose_name": "周期成果",
                        "verbose_name_plural": "周期成果",
                        "db_table": "ledger_cycle_product",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="cycleproduct_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="cycleproduct_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("area_code", "kind", "period_from_on"), name="cycleproduct_key"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProgrammeDisease",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("name", models.CharField(verbose_name="病种名称")),
                        (
                            "disease",
                            models.CharField(
                                blank=True, help_text="Code as claims carry it.", null=True, verbose_name="病种"
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.document",
                                verbose_name="依据文件",
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "救治病种目录",
                        "verbose_name_plural": "救治病种目录",
                        "db_table": "ledger_programme_disease",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="programmedisease_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="programmedisease_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))),
                                name="programmedisease_spell_forward",
                            ),
                            models.UniqueConstraint(fields=("name", "from_on"), name="programmedisease_key"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Product",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("number", models.CharField(verbose_name="产品编号")),
                        ("title", models.CharField(blank=True, null=True, verbose_name="产品名称")),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="生产单位",
                            ),
                        ),
                        ("applied_on", models.DateField(blank=True, null=True, verbose_name="申报日期")),
                        ("published_on", models.DateField(blank=True, null=True, verbose_name="公示日期")),
                        ("certified_on", models.DateField(blank=True, null=True, verbose_name="认定日期")),
                        (
                            "expires_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it is no longer valid.",
                                null=True,
                                verbose_name="有效期至",
                            ),
                        ),
                        ("revoked_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                        ("certificate", models.CharField(blank=True, null=True, verbose_name="认定证书编号")),
                        (
                            "price_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="单价"
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.document",
                                verbose_name="认定文件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "扶贫产品",
                        "verbose_name_plural": "扶贫产品",
                        "db_table": "ledger_product",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="product_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="product_batch"
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("number",), name="product_key")],
                    },
                ),
                migrations.CreateModel(
                    name="ProductSupplier",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "product",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.product",
                                verbose_name="产品",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, to="records.household", verbose_name="户"
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "产品带动户",
                        "verbose_name_plural": "产品带动户",
                        "db_table": "ledger_product_supplier",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="productsupplier_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="productsupplier_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))),
                                name="productsupplier_spell_forward",
                            ),
                            models.UniqueConstraint(
                                fields=("product", "household", "from_on"), name="productsupplier_key"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProductDisplay",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "product",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.product",
                                verbose_name="产品",
                            ),
                        ),
                        (
                            "sales_point",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.salespoint",
                                verbose_name="网点",
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "产品上架",
                        "verbose_name_plural": "产品上架",
                        "db_table": "ledger_product_display",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="productdisplay_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="productdisplay_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))),
                                name="productdisplay_spell_forward",
                            ),
                            models.UniqueConstraint(
                                fields=("product", "sales_point", "from_on"), name="productdisplay_key"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DocumentAlias",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "document",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.document",
                                verbose_name="文件",
                            ),
                        ),
                        ("title", models.CharField(verbose_name="别名")),
                    ],
                    options={
                        "verbose_name": "文件别名",
                        "verbose_name_plural": "文件别名",
                        "db_table": "ledger_document_alias",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="documentalias_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="documentalias_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("document", "title"), name="documentalias_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Scheme",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("number", models.CharField(verbose_name="政策编号")),
                        ("title", models.CharField(blank=True, null=True, verbose_name="政策名称")),
                        ("programme", models.CharField(blank=True, null=True, verbose_name="补助项目")),
                        ("pillar", models.CharField(blank=True, null=True, verbose_name="三位一体")),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.document",
                                verbose_name="依据文件",
                            ),
                        ),
                        ("transition", models.CharField(blank=True, null=True, verbose_name="过渡分类")),
                        (
                            "successor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.scheme",
                                verbose_name="接续政策",
                            ),
                        ),
                        (
                            "for_register_only",
                            models.BooleanField(blank=True, null=True, verbose_name="仅限建档立卡户"),
                        ),
                        ("from_on", models.DateField(blank=True, null=True, verbose_name="施行日期")),
                        ("to_on", models.DateField(blank=True, null=True, verbose_name="停止日期")),
                    ],
                    options={
                        "verbose_name": "政策项目",
                        "verbose_name_plural": "政策项目",
                        "db_table": "ledger_scheme",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="scheme_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="scheme_batch"
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("number",), name="scheme_key")],
                    },
                ),
                migrations.CreateModel(
                    name="BenefitSpell",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        ("programme", models.CharField(verbose_name="补助项目")),
                        (
                            "scheme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.scheme",
                                verbose_name="政策项目",
                            ),
                        ),
                        ("category", models.CharField(blank=True, null=True, verbose_name="待遇类别")),
                        (
                            "monthly_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="月标准"
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "待遇资格",
                        "verbose_name_plural": "待遇资格",
                        "db_table": "ledger_benefit_spell",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="benefit_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="benefit_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))), name="benefit_spell_forward"
                            ),
                            models.UniqueConstraint(
                                fields=("programme", "person", "household", "from_on"), name="benefit_key"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BenefitPayment",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        ("programme", models.CharField(verbose_name="补助项目")),
                        ("item", models.CharField(blank=True, null=True, verbose_name="补助事项")),
                        ("form", models.CharField(blank=True, null=True, verbose_name="发放形式")),
                        (
                            "scheme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.scheme",
                                verbose_name="政策项目",
                            ),
                        ),
                        ("batch", models.CharField(blank=True, null=True, verbose_name="发放批次")),
                        ("school_year", models.CharField(blank=True, null=True, verbose_name="学年")),
                        (
                            "school_term",
                            models.CharField(
                                blank=True, help_text="Such as 2019-2020-1.", null=True, verbose_name="学期"
                            ),
                        ),
                        ("period_from_on", models.DateField(blank=True, null=True, verbose_name="所属期起")),
                        (
                            "period_to_on",
                            models.DateField(
                                blank=True, help_text="Last day of the period.", null=True, verbose_name="所属期止"
                            ),
                        ),
                        (
                            "amount_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="金额"
                            ),
                        ),
                        ("paid_on", models.DateField(blank=True, null=True, verbose_name="发放日期")),
                        ("returned_on", models.DateField(blank=True, null=True, verbose_name="退回日期")),
                        ("cause", models.CharField(blank=True, null=True, verbose_name="困难原因")),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="发放单位",
                            ),
                        ),
                        (
                            "station",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.pvstation",
                                verbose_name="光伏电站",
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.campaign",
                                verbose_name="专项行动",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "补助发放",
                        "verbose_name_plural": "补助发放",
                        "db_table": "ledger_benefit_payment",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="benefitpayment_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="benefitpayment_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("programme", "item", "person", "household", "school_term", "batch", "paid_on"),
                                name="benefitpayment_key",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DocumentArticle",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "document",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.document",
                                verbose_name="文件",
                            ),
                        ),
                        ("article", models.CharField(verbose_name="条款")),
                        ("gist", models.CharField(blank=True, null=True, verbose_name="要点")),
                        (
                            "scheme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.scheme",
                                verbose_name="政策项目",
                            ),
                        ),
                        (
                            "rule",
                            models.CharField(
                                blank=True,
                                help_text="Id of a rule of the policies folder.",
                                null=True,
                                verbose_name="规则",
                            ),
                        ),
                        (
                            "indicator",
                            models.CharField(
                                blank=True,
                                help_text="Id of an indicator of the policies folder.",
                                null=True,
                                verbose_name="指标",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "文件条款",
                        "verbose_name_plural": "文件条款",
                        "db_table": "ledger_document_article",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="documentarticle_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="documentarticle_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("document", "article"), name="documentarticle_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Standard",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("programme", models.CharField(verbose_name="补助项目")),
                        ("residence", models.CharField(blank=True, null=True, verbose_name="城乡类别")),
                        (
                            "monthly_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="月标准"
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.document",
                                verbose_name="依据文件",
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "保障标准",
                        "verbose_name_plural": "保障标准",
                        "db_table": "ledger_standard",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="standard_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="standard_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))), name="standard_spell_forward"
                            ),
                            models.UniqueConstraint(
                                fields=("area_code", "programme", "residence", "from_on"), name="standard_key"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportedFigure",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "indicator",
                            models.CharField(
                                help_text="Id of an indicator of the policies folder.", verbose_name="指标"
                            ),
                        ),
                        ("kind", models.CharField(verbose_name="报送性质")),
                        (
                            "period_from_on",
                            models.DateField(
                                blank=True, help_text="Empty for a level at a day.", null=True, verbose_name="统计期起"
                            ),
                        ),
                        (
                            "period_to_on",
                            models.DateField(help_text="Last day of the period, or the day.", verbose_name="统计期止"),
                        ),
                        ("value", models.DecimalField(decimal_places=6, max_digits=22, verbose_name="数值")),
                        ("unit_word", models.CharField(blank=True, null=True, verbose_name="计量单位")),
                        ("definition", models.CharField(blank=True, null=True, verbose_name="口径")),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="报送部门",
                            ),
                        ),
                        ("contact", models.CharField(blank=True, null=True, verbose_name="联系人")),
                        (
                            "document",
                            models.CharField(
                                blank=True,
                                help_text="The document it was reported in; scans are kept.",
                                null=True,
                                verbose_name="文件或扫描件",
                            ),
                        ),
                        ("reported_on", models.DateField(blank=True, null=True, verbose_name="报送日期")),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                help_text="Why a number was set by hand.",
                                null=True,
                                verbose_name="调整理由",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "部门报送数",
                        "verbose_name_plural": "部门报送数",
                        "db_table": "ledger_reported_figure",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="reportedfigure_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="reportedfigure_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=(
                                    "area_code",
                                    "indicator",
                                    "period_from_on",
                                    "period_to_on",
                                    "kind",
                                    "organisation",
                                ),
                                name="reportedfigure_key",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EmploymentSpell",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        ("work_area", models.CharField(blank=True, null=True, verbose_name="务工区域")),
                        ("work_place", models.CharField(blank=True, null=True, verbose_name="务工地")),
                        ("employer", models.CharField(blank=True, null=True, verbose_name="务工企业名称")),
                        ("channel", models.CharField(blank=True, null=True, verbose_name="就业渠道")),
                        (
                            "monthly_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="务工月收入"
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="用工单位",
                            ),
                        ),
                        (
                            "poor",
                            models.BooleanField(
                                blank=True,
                                help_text="Registered as poor, here or elsewhere.",
                                null=True,
                                verbose_name="贫困劳动力",
                            ),
                        ),
                        ("registered_here", models.BooleanField(blank=True, null=True, verbose_name="本地建档")),
                        ("unable_to_leave", models.BooleanField(blank=True, null=True, verbose_name="无法外出务工")),
                        ("followed_up_on", models.DateField(blank=True, null=True, verbose_name="最近回访日期")),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "务工",
                        "verbose_name_plural": "务工",
                        "db_table": "ledger_employment_spell",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="employment_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="employment_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))), name="employment_spell_forward"
                            ),
                            models.UniqueConstraint(fields=("person", "employer", "from_on"), name="employment_key"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Training",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("number", models.CharField(verbose_name="培训编号")),
                        ("title", models.CharField(blank=True, null=True, verbose_name="培训名称")),
                        ("kind", models.CharField(blank=True, null=True, verbose_name="培训类别")),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="承办单位",
                            ),
                        ),
                        ("began_on", models.DateField(blank=True, null=True, verbose_name="开班日期")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="结业日期")),
                        ("days", models.BigIntegerField(blank=True, null=True, verbose_name="培训天数")),
                    ],
                    options={
                        "verbose_name": "技能培训",
                        "verbose_name_plural": "技能培训",
                        "db_table": "ledger_training",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="training_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="training_batch"
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("number",), name="training_key")],
                    },
                ),
                migrations.CreateModel(
                    name="TrainingParticipant",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "training",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.training",
                                verbose_name="培训",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, to="records.person", verbose_name="人口"
                            ),
                        ),
                        ("days_attended", models.BigIntegerField(blank=True, null=True, verbose_name="出勤天数")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="结业日期")),
                        ("certified", models.BooleanField(blank=True, null=True, verbose_name="取得证书")),
                        ("employed_on", models.DateField(blank=True, null=True, verbose_name="训后就业日期")),
                    ],
                    options={
                        "verbose_name": "培训学员",
                        "verbose_name_plural": "培训学员",
                        "db_table": "ledger_training_participant",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="trainingparticip_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="trainingparticip_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("training", "person"), name="trainingparticip_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrganisationStatus",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "organisation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="单位",
                            ),
                        ),
                        ("status", models.CharField(verbose_name="运行状态")),
                        ("workers", models.BigIntegerField(blank=True, null=True, verbose_name="在岗人数")),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "单位运行状态",
                        "verbose_name_plural": "单位运行状态",
                        "db_table": "ledger_organisation_status",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="organisationstat_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="organisationstat_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))),
                                name="organisationstat_spell_forward",
                            ),
                            models.UniqueConstraint(fields=("organisation", "from_on"), name="organisationstat_key"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrganisationListing",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "organisation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="单位",
                            ),
                        ),
                        ("listing", models.CharField(verbose_name="名单")),
                        ("document", models.CharField(blank=True, null=True, verbose_name="依据文件")),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "单位名单",
                        "verbose_name_plural": "单位名单",
                        "db_table": "ledger_organisation_listing",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="organisationlist_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="organisationlist_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))),
                                name="organisationlist_spell_forward",
                            ),
                            models.UniqueConstraint(
                                fields=("organisation", "listing", "from_on"), name="organisationlist_key"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Officer",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("number", models.CharField(blank=True, null=True, verbose_name="干部编号")),
                        ("name", models.CharField(verbose_name="姓名")),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="单位",
                            ),
                        ),
                        ("post", models.CharField(blank=True, null=True, verbose_name="职务")),
                        ("role", models.CharField(blank=True, null=True, verbose_name="岗位角色")),
                        ("rank", models.CharField(blank=True, null=True, verbose_name="职级")),
                        ("level", models.CharField(blank=True, null=True, verbose_name="任职层级")),
                        (
                            "accountable",
                            models.BooleanField(
                                blank=True,
                                help_text="Marked as answering for the area.",
                                null=True,
                                verbose_name="负责任",
                            ),
                        ),
                        (
                            "phone",
                            fangpin_web.access.fields.EncryptedField(
                                blank=True, kind="phone", null=True, verbose_name="联系电话"
                            ),
                        ),
                        (
                            "phone_index",
                            fangpin_web.access.fields.BlindIndexField(null=True, verbose_name="联系电话索引"),
                        ),
                        ("from_on", models.DateField(blank=True, null=True, verbose_name="到任日期")),
                        ("to_on", models.DateField(blank=True, null=True, verbose_name="离任日期")),
                    ],
                    options={
                        "verbose_name": "干部",
                        "verbose_name_plural": "干部",
                        "db_table": "ledger_officer",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="officer_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="officer_batch"
                            ),
                            models.Index(
                                condition=models.Q(("phone_index__isnull", False)),
                                fields=["phone_index"],
                                name="officer_phone",
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("number",), name="officer_key")],
                    },
                ),
                migrations.CreateModel(
                    name="Assignment",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("layer", models.CharField(verbose_name="责任层级")),
                        ("role", models.CharField(blank=True, null=True, verbose_name="责任角色")),
                        (
                            "officer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.officer",
                                verbose_name="责任人",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="责任单位",
                            ),
                        ),
                        (
                            "target_area",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.area",
                                verbose_name="包保区划",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        (
                            "target_organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.organisation",
                                verbose_name="包联单位",
                            ),
                        ),
                        ("water_body", models.CharField(blank=True, null=True, verbose_name="河湖名称")),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.document",
                                verbose_name="依据文件",
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "包保责任",
                        "verbose_name_plural": "包保责任",
                        "db_table": "ledger_assignment",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="assignment_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="assignment_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))), name="assignment_spell_forward"
                            ),
                            models.UniqueConstraint(
                                fields=(
                                    "layer",
                                    "role",
                                    "officer",
                                    "organisation",
                                    "target_area",
                                    "household",
                                    "person",
                                    "target_organisation",
                                    "from_on",
                                ),
                                name="assignment_key",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attendance",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "officer",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.officer",
                                verbose_name="干部",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="工作队",
                            ),
                        ),
                        ("month_on", models.DateField(help_text="First day of the month.", verbose_name="月份")),
                        ("days_due", models.BigIntegerField(blank=True, null=True, verbose_name="应到天数")),
                        ("days_present", models.BigIntegerField(blank=True, null=True, verbose_name="实到天数")),
                    ],
                    options={
                        "verbose_name": "驻村考勤",
                        "verbose_name_plural": "驻村考勤",
                        "db_table": "ledger_attendance",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="attendance_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="attendance_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("officer", "organisation", "month_on"), name="attendance_key"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Visit",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("number", models.CharField(blank=True, null=True, verbose_name="走访编号")),
                        ("kind", models.CharField(verbose_name="走访类别")),
                        (
                            "officer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.officer",
                                verbose_name="走访人",
                            ),
                        ),
                        ("role", models.CharField(blank=True, null=True, verbose_name="走访人角色")),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="走访单位",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        ("visited_on", models.DateField(verbose_name="走访日期")),
                        ("announced", models.BooleanField(blank=True, null=True, verbose_name="事先通知")),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.campaign",
                                verbose_name="专项行动",
                            ),
                        ),
                        (
                            "survey_round",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.surveyround",
                                verbose_name="排查轮次",
                            ),
                        ),
                        ("people", models.BigIntegerField(blank=True, null=True, verbose_name="参加人数")),
                        ("person_times", models.BigIntegerField(blank=True, null=True, verbose_name="参加人次")),
                        ("finding", models.CharField(blank=True, null=True, verbose_name="走访情况")),
                    ],
                    options={
                        "verbose_name": "走访",
                        "verbose_name_plural": "走访",
                        "db_table": "ledger_visit",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="visit_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="visit_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=(
                                    "number",
                                    "officer",
                                    "kind",
                                    "visited_on",
                                    "household",
                                    "organisation",
                                    "area_code",
                                ),
                                name="visit_key",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CampaignTask",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("number", models.CharField(verbose_name="任务编号")),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.campaign",
                                verbose_name="行动",
                            ),
                        ),
                        ("title", models.CharField(blank=True, null=True, verbose_name="任务名称")),
                        ("line", models.CharField(blank=True, null=True, verbose_name="清零事项")),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="责任单位",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.officer",
                                verbose_name="责任人",
                            ),
                        ),
                        ("key_task", models.BooleanField(blank=True, null=True, verbose_name="重点任务")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="完成期限")),
                        ("reported_on", models.DateField(blank=True, null=True, verbose_name="最近进展日期")),
                        (
                            "progress",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="进度"
                            ),
                        ),
                        ("submitted_on", models.DateField(blank=True, null=True, verbose_name="提交日期")),
                        ("returned_on", models.DateField(blank=True, null=True, verbose_name="退回日期")),
                        (
                            "done_on",
                            models.DateField(
                                blank=True,
                                help_text="The day a second person accepted it.",
                                null=True,
                                verbose_name="完成日期",
                            ),
                        ),
                        ("evidence", models.BooleanField(blank=True, null=True, verbose_name="有佐证")),
                        (
                            "voided_on",
                            models.DateField(
                                blank=True,
                                help_text="Entered by mistake; it stays and counts no more.",
                                null=True,
                                verbose_name="作废日期",
                            ),
                        ),
                        ("outcome", models.CharField(blank=True, null=True, verbose_name="完成情况")),
                    ],
                    options={
                        "verbose_name": "行动任务",
                        "verbose_name_plural": "行动任务",
                        "db_table": "ledger_campaign_task",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="campaigntask_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="campaigntask_batch"
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("number",), name="campaigntask_key")],
                    },
                ),
                migrations.CreateModel(
                    name="Issue",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("number", models.CharField(verbose_name="问题编号")),
                        ("kind", models.CharField(blank=True, null=True, verbose_name="问题类别")),
                        ("origin", models.CharField(blank=True, null=True, verbose_name="问题来源")),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="责任单位",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.officer",
                                verbose_name="责任人",
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.campaign",
                                verbose_name="专项行动",
                            ),
                        ),
                        (
                            "survey_round",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.surveyround",
                                verbose_name="排查轮次",
                            ),
                        ),
                        ("opened_on", models.DateField(verbose_name="发现日期")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="整改期限")),
                        ("submitted_on", models.DateField(blank=True, null=True, verbose_name="提交日期")),
                        ("verified_on", models.DateField(blank=True, null=True, verbose_name="复核日期")),
                        (
                            "verifier",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.officer",
                                verbose_name="复核人",
                            ),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="销号日期")),
                        ("returned_on", models.DateField(blank=True, null=True, verbose_name="退回日期")),
                        ("evidence", models.BooleanField(blank=True, null=True, verbose_name="有佐证")),
                        (
                            "repeat_of",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.issue",
                                verbose_name="重复问题",
                            ),
                        ),
                        (
                            "leader",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.officer",
                                verbose_name="责任领导",
                            ),
                        ),
                        (
                            "second_person",
                            models.BooleanField(
                                blank=True,
                                help_text="Whoever accepted it is not whoever submitted it.",
                                null=True,
                                verbose_name="第二人验收",
                            ),
                        ),
                        (
                            "swept_from",
                            models.ForeignKey(
                                blank=True,
                                help_text="The issue whose sweep of like places led to this one.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.issue",
                                verbose_name="举一反三自",
                            ),
                        ),
                        (
                            "voided_on",
                            models.DateField(
                                blank=True,
                                help_text="Entered by mistake; it stays and counts no more.",
                                null=True,
                                verbose_name="作废日期",
                            ),
                        ),
                        ("remedy", models.CharField(blank=True, null=True, verbose_name="整改措施")),
                        ("outcome", models.CharField(blank=True, null=True, verbose_name="整改结果")),
                        ("content", models.CharField(blank=True, null=True, verbose_name="问题描述")),
                    ],
                    options={
                        "verbose_name": "问题台账",
                        "verbose_name_plural": "问题台账",
                        "db_table": "ledger_issue",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="issue_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="issue_batch"
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("number",), name="issue_key")],
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "meeting",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.meeting",
                                verbose_name="会议",
                            ),
                        ),
                        ("number", models.CharField(verbose_name="决定编号")),
                        ("content", models.CharField(blank=True, null=True, verbose_name="决定事项")),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="责任单位",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.officer",
                                verbose_name="责任人",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.campaigntask",
                                verbose_name="任务",
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="完成期限")),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="完成日期")),
                    ],
                    options={
                        "verbose_name": "会议决定",
                        "verbose_name_plural": "会议决定",
                        "db_table": "ledger_decision",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="decision_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="decision_batch"
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("meeting", "number"), name="decision_key")],
                    },
                ),
                migrations.CreateModel(
                    name="AreaEconomy",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("year", models.BigIntegerField(verbose_name="年度")),
                        ("recorded_on", models.DateField(blank=True, null=True, verbose_name="统计截止日")),
                        (
                            "gdp_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=18, null=True, verbose_name="地区生产总值"
                            ),
                        ),
                        (
                            "fiscal_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=18, null=True, verbose_name="财政总收入"
                            ),
                        ),
                        (
                            "collective_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="村集体经济收入"
                            ),
                        ),
                        (
                            "incidence",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=7, null=True, verbose_name="贫困发生率"
                            ),
                        ),
                        (
                            "poor_infrastructure",
                            models.BooleanField(blank=True, null=True, verbose_name="基础设施较差"),
                        ),
                        ("population", models.BigIntegerField(blank=True, null=True, verbose_name="常住人口")),
                    ],
                    options={
                        "verbose_name": "区域经济",
                        "verbose_name_plural": "区域经济",
                        "db_table": "ledger_area_economy",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="areaeconomy_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="areaeconomy_batch"
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("area_code", "year"), name="areaeconomy_key")],
                    },
                ),
                migrations.CreateModel(
                    name="Target",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("subject", models.CharField(verbose_name="任务事项")),
                        ("year", models.BigIntegerField(verbose_name="年度")),
                        ("number", models.BigIntegerField(blank=True, null=True, verbose_name="目标数")),
                        ("set_on", models.DateField(blank=True, null=True, verbose_name="下达日期")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="完成期限")),
                    ],
                    options={
                        "verbose_name": "年度任务目标",
                        "verbose_name_plural": "年度任务目标",
                        "db_table": "ledger_target",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="target_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="target_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("area_code", "subject", "year"), name="target_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PublicityEvent",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("number", models.CharField(verbose_name="活动编号")),
                        ("title", models.CharField(blank=True, null=True, verbose_name="活动名称")),
                        ("kind", models.CharField(verbose_name="活动类别")),
                        ("topic", models.CharField(blank=True, null=True, verbose_name="活动主题")),
                        ("series", models.CharField(blank=True, null=True, verbose_name="系列活动")),
                        ("held_on", models.DateField(verbose_name="活动日期")),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="主办单位",
                            ),
                        ),
                        ("participants", models.BigIntegerField(blank=True, null=True, verbose_name="参加人数")),
                        ("copies", models.BigIntegerField(blank=True, null=True, verbose_name="发放资料份数")),
                        ("slogans", models.BigIntegerField(blank=True, null=True, verbose_name="张贴标语条数")),
                        (
                            "donations_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="募集资金"
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.document",
                                verbose_name="文件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "宣传活动",
                        "verbose_name_plural": "宣传活动",
                        "db_table": "ledger_publicity_event",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="publicityevent_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="publicityevent_batch"
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("number",), name="publicityevent_key")],
                    },
                ),
                migrations.CreateModel(
                    name="ProductSale",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("number", models.CharField(verbose_name="销售单号")),
                        (
                            "product",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.product",
                                verbose_name="产品",
                            ),
                        ),
                        ("goods", models.CharField(blank=True, null=True, verbose_name="品类")),
                        (
                            "sales_point",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.salespoint",
                                verbose_name="网点",
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.publicityevent",
                                verbose_name="展销活动",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "need",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.need",
                                verbose_name="滞销需求",
                            ),
                        ),
                        ("channel", models.CharField(blank=True, null=True, verbose_name="销售渠道")),
                        ("buyer_kind", models.CharField(blank=True, null=True, verbose_name="购买主体")),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="购买单位",
                            ),
                        ),
                        ("sold_on", models.DateField(verbose_name="销售日期")),
                        (
                            "tonnes",
                            models.DecimalField(
                                blank=True, decimal_places=3, max_digits=14, null=True, verbose_name="销售数量"
                            ),
                        ),
                        (
                            "value_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="销售金额"
                            ),
                        ),
                        (
                            "returned_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="退货金额"
                            ),
                        ),
                        ("assisted", models.BooleanField(blank=True, null=True, verbose_name="帮销")),
                    ],
                    options={
                        "verbose_name": "产品销售",
                        "verbose_name_plural": "产品销售",
                        "db_table": "ledger_product_sale",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="productsale_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="productsale_batch"
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("number",), name="productsale_key")],
                    },
                ),
                migrations.CreateModel(
                    name="EventHousehold",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "event",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.publicityevent",
                                verbose_name="活动",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, to="records.household", verbose_name="户"
                            ),
                        ),
                        ("reached_on", models.DateField(blank=True, null=True, verbose_name="参与日期")),
                        ("milestone", models.CharField(blank=True, null=True, verbose_name="积分或达标事项")),
                        (
                            "reward_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="奖励金额"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "活动惠及户",
                        "verbose_name_plural": "活动惠及户",
                        "db_table": "ledger_event_household",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="eventhousehold_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="eventhousehold_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("event", "household"), name="eventhousehold_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Award",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("award", models.CharField(verbose_name="奖项")),
                        ("year", models.BigIntegerField(verbose_name="年度")),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="单位",
                            ),
                        ),
                        ("nominated_on", models.DateField(blank=True, null=True, verbose_name="推荐日期")),
                        ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="评审日期")),
                        ("noticed_on", models.DateField(blank=True, null=True, verbose_name="公示日期")),
                        ("granted_on", models.DateField(blank=True, null=True, verbose_name="授予日期")),
                        ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                    ],
                    options={
                        "verbose_name": "评选表彰",
                        "verbose_name_plural": "评选表彰",
                        "db_table": "ledger_award",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="award_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="award_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("award", "year", "person", "household", "organisation"), name="award_key"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ModelCase",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("number", models.CharField(verbose_name="案例编号")),
                        ("title", models.CharField(blank=True, null=True, verbose_name="案例标题")),
                        ("topic", models.CharField(blank=True, null=True, verbose_name="案例主题")),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="单位",
                            ),
                        ),
                        ("consented_on", models.DateField(blank=True, null=True, verbose_name="本人同意日期")),
                        ("verified_on", models.DateField(blank=True, null=True, verbose_name="核实日期")),
                        ("approved_on", models.DateField(blank=True, null=True, verbose_name="批准日期")),
                        ("published_on", models.DateField(blank=True, null=True, verbose_name="发布日期")),
                        ("story", models.CharField(blank=True, null=True, verbose_name="案例内容")),
                    ],
                    options={
                        "verbose_name": "典型案例",
                        "verbose_name_plural": "典型案例",
                        "db_table": "ledger_model_case",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="modelcase_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="modelcase_batch"
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("number",), name="modelcase_key")],
                    },
                ),
                migrations.CreateModel(
                    name="ResettlementSite",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("name", models.CharField(verbose_name="安置点名称")),
                        (
                            "planned_households",
                            models.BigIntegerField(blank=True, null=True, verbose_name="规划安置户数"),
                        ),
                        ("planned_people", models.BigIntegerField(blank=True, null=True, verbose_name="规划安置人数")),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="开工日期")),
                        ("completed_on", models.DateField(blank=True, null=True, verbose_name="竣工日期")),
                        ("delivered_on", models.DateField(blank=True, null=True, verbose_name="交付日期")),
                    ],
                    options={
                        "verbose_name": "易地搬迁集中安置点",
                        "verbose_name_plural": "易地搬迁集中安置点",
                        "db_table": "ledger_resettlement_site",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="resettlementsite_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="resettlementsite_batch"
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("name",), name="resettlementsite_key")],
                    },
                ),
                migrations.CreateModel(
                    name="JobPost",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("number", models.CharField(blank=True, null=True, verbose_name="岗位编号")),
                        ("title", models.CharField(blank=True, null=True, verbose_name="岗位")),
                        ("category", models.CharField(blank=True, null=True, verbose_name="岗位类别")),
                        ("developed_on", models.DateField(blank=True, null=True, verbose_name="开发日期")),
                        ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                        ("funder", models.CharField(blank=True, null=True, verbose_name="资金渠道")),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="用人单位",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.resettlementsite",
                                verbose_name="安置点",
                            ),
                        ),
                        (
                            "monthly_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="月补贴标准"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "岗位",
                        "verbose_name_plural": "岗位",
                        "db_table": "ledger_job_post",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="jobpost_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="jobpost_batch"
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("number",), name="jobpost_key")],
                    },
                ),
                migrations.CreateModel(
                    name="WelfarePost",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        ("post", models.CharField(blank=True, null=True, verbose_name="岗位名称")),
                        (
                            "monthly_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="月补贴"
                            ),
                        ),
                        ("contract_to_on", models.DateField(blank=True, null=True, verbose_name="合同到期日")),
                        ("category", models.CharField(blank=True, null=True, verbose_name="岗位类别")),
                        (
                            "job_post",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.jobpost",
                                verbose_name="岗位",
                            ),
                        ),
                        (
                            "from_register",
                            models.BooleanField(blank=True, null=True, verbose_name="聘用时属建档立卡户"),
                        ),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "公益性岗位",
                        "verbose_name_plural": "公益性岗位",
                        "db_table": "ledger_welfare_post",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="welfarepost_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="welfarepost_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))), name="welfarepost_spell_forward"
                            ),
                            models.UniqueConstraint(fields=("person", "post", "from_on"), name="welfarepost_key"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SiteFunction",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "site",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.resettlementsite",
                                verbose_name="安置点",
                            ),
                        ),
                        ("kind", models.CharField(verbose_name="功能类别")),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="运营单位",
                            ),
                        ),
                        ("staff", models.BigIntegerField(blank=True, null=True, verbose_name="工作人员数")),
                        ("services", models.BigIntegerField(blank=True, null=True, verbose_name="服务人次")),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "安置点配套功能",
                        "verbose_name_plural": "安置点配套功能",
                        "db_table": "ledger_site_function",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="sitefunction_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="sitefunction_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))),
                                name="sitefunction_spell_forward",
                            ),
                            models.UniqueConstraint(fields=("site", "kind", "from_on"), name="sitefunction_key"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SitePark",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "site",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.resettlementsite",
                                verbose_name="安置点",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="产业园区",
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "安置点配套园区",
                        "verbose_name_plural": "安置点配套园区",
                        "db_table": "ledger_site_park",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="sitepark_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="sitepark_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))), name="sitepark_spell_forward"
                            ),
                            models.UniqueConstraint(fields=("site", "organisation", "from_on"), name="sitepark_key"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Relocation",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "household",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.resettlementsite",
                                verbose_name="安置点",
                            ),
                        ),
                        ("people", models.BigIntegerField(blank=True, null=True, verbose_name="搬迁人数")),
                        ("relocated_on", models.DateField(blank=True, null=True, verbose_name="分房日期")),
                        ("moved_on", models.DateField(blank=True, null=True, verbose_name="入住日期")),
                        ("people_moved", models.BigIntegerField(blank=True, null=True, verbose_name="入住人数")),
                        ("old_house_cleared_on", models.DateField(blank=True, null=True, verbose_name="旧房拆除日期")),
                    ],
                    options={
                        "verbose_name": "易地搬迁户",
                        "verbose_name_plural": "易地搬迁户",
                        "db_table": "ledger_relocation",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="relocation_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="relocation_batch"
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("household", "site"), name="relocation_key")],
                    },
                ),
                migrations.CreateModel(
                    name="Project",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("number", models.CharField(verbose_name="项目编号")),
                        ("title", models.CharField(blank=True, null=True, verbose_name="项目名称")),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.project",
                                verbose_name="上级项目",
                            ),
                        ),
                        ("counting_level", models.CharField(blank=True, null=True, verbose_name="统计层级")),
                        ("kind", models.CharField(blank=True, null=True, verbose_name="项目类别")),
                        ("pillar", models.CharField(blank=True, null=True, verbose_name="三位一体")),
                        ("programme", models.CharField(blank=True, null=True, verbose_name="项目来源")),
                        ("area_focus", models.CharField(blank=True, null=True, verbose_name="重点名单")),
                        ("plan_year", models.BigIntegerField(blank=True, null=True, verbose_name="计划年度")),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="实施单位",
                            ),
                        ),
                        (
                            "facility",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.organisation",
                                verbose_name="受益机构",
                            ),
                        ),
                        (
                            "pairing_area",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.area",
                                verbose_name="结对地区",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.resettlementsite",
                                verbose_name="安置点",
                            ),
                        ),
                        (
                            "investment_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=18, null=True, verbose_name="计划投资"
                            ),
                        ),
                        (
                            "length_km",
                            models.DecimalField(
                                blank=True, decimal_places=3, max_digits=12, null=True, verbose_name="里程"
                            ),
                        ),
                        ("planned_on", models.DateField(blank=True, null=True, verbose_name="入库日期")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="计划完工日期")),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="开工日期")),
                        ("completed_on", models.DateField(blank=True, null=True, verbose_name="完工日期")),
                        ("accepted_on", models.DateField(blank=True, null=True, verbose_name="验收日期")),
                        ("handed_over_on", models.DateField(blank=True, null=True, verbose_name="移交日期")),
                    ],
                    options={
                        "verbose_name": "项目库",
                        "verbose_name_plural": "项目库",
                        "db_table": "ledger_project",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="project_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="project_batch"
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("number",), name="project_key")],
                    },
                ),
                migrations.CreateModel(
                    name="Measure",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.person",
                                verbose_name="人口",
                            ),
                        ),
                        ("kind", models.CharField(verbose_name="措施类别")),
                        ("channel", models.CharField(blank=True, null=True, verbose_name="带动方式")),
                        ("programme", models.CharField(blank=True, null=True, verbose_name="措施来源")),
                        ("risk", models.CharField(blank=True, null=True, verbose_name="针对风险")),
                        ("menu_item", models.CharField(blank=True, null=True, verbose_name="菜单项目")),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="带动主体",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.project",
                                verbose_name="项目",
                            ),
                        ),
                        (
                            "scheme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.scheme",
                                verbose_name="政策项目",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.officer",
                                verbose_name="责任人",
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="落实期限")),
                        ("implemented_on", models.DateField(blank=True, null=True, verbose_name="落实日期")),
                        ("evidence", models.BooleanField(blank=True, null=True, verbose_name="有佐证")),
                        ("content", models.CharField(blank=True, null=True, verbose_name="措施内容")),
                        (
                            "gain_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="增收金额"
                            ),
                        ),
                        ("gain_measured_on", models.DateField(blank=True, null=True, verbose_name="增收核算日期")),
                        ("from_on", models.DateField(verbose_name="起始日期")),
                        (
                            "to_on",
                            models.DateField(
                                blank=True,
                                help_text="First day on which it no longer held; empty while it holds.",
                                null=True,
                                verbose_name="终止日期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "帮扶措施",
                        "verbose_name_plural": "帮扶措施",
                        "db_table": "ledger_measure",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="measure_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="measure_batch"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))), name="measure_spell_forward"
                            ),
                            models.UniqueConstraint(
                                fields=("kind", "channel", "household", "person", "organisation", "project", "from_on"),
                                name="measure_key",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProjectLink",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "project",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.project",
                                verbose_name="项目",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "target_area",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.area",
                                verbose_name="受益区划",
                            ),
                        ),
                        ("enrolled_on", models.DateField(blank=True, null=True, verbose_name="参与日期")),
                        ("milestone_on", models.DateField(blank=True, null=True, verbose_name="达标核实日期")),
                        (
                            "reward_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="奖补金额"
                            ),
                        ),
                        ("rewarded_on", models.DateField(blank=True, null=True, verbose_name="奖补日期")),
                        (
                            "gain_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="增收金额"
                            ),
                        ),
                        ("gain_measured_on", models.DateField(blank=True, null=True, verbose_name="增收核算日期")),
                    ],
                    options={
                        "verbose_name": "项目受益",
                        "verbose_name_plural": "项目受益",
                        "db_table": "ledger_project_link",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="projectlink_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="projectlink_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("project", "household", "target_area"), name="projectlink_key"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExitCheck",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("kind", models.CharField(verbose_name="退出类别")),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        ("applied_on", models.DateField(blank=True, null=True, verbose_name="申请日期")),
                        ("income_passed", models.BooleanField(blank=True, null=True, verbose_name="收入达标")),
                        ("guarantees_passed", models.BooleanField(blank=True, null=True, verbose_name="保障达标")),
                        ("verified_by", models.CharField(blank=True, null=True, verbose_name="验收层级")),
                        ("verified_on", models.DateField(blank=True, null=True, verbose_name="验收日期")),
                        ("passed", models.BooleanField(blank=True, null=True, verbose_name="验收合格")),
                        ("announced_on", models.DateField(blank=True, null=True, verbose_name="公告日期")),
                        (
                            "announced_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="公告单位",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.document",
                                verbose_name="公告文件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "退出验收",
                        "verbose_name_plural": "退出验收",
                        "db_table": "ledger_exit_check",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="exitcheck_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="exitcheck_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kind", "household", "area_code", "applied_on"), name="exitcheck_key"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FundTransaction",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("number", models.CharField(verbose_name="流水号")),
                        ("state", models.CharField(verbose_name="资金状态")),
                        ("source", models.CharField(blank=True, null=True, verbose_name="资金来源")),
                        ("level", models.CharField(blank=True, null=True, verbose_name="资金层级")),
                        ("purpose", models.CharField(blank=True, null=True, verbose_name="资金用途")),
                        ("pillar", models.CharField(blank=True, null=True, verbose_name="三位一体")),
                        ("mode", models.CharField(blank=True, null=True, verbose_name="直接或引进")),
                        ("direction", models.CharField(blank=True, null=True, verbose_name="帮扶方向")),
                        ("amount_yuan", models.DecimalField(decimal_places=2, max_digits=18, verbose_name="金额")),
                        ("moved_on", models.DateField(verbose_name="日期")),
                        ("plan_year", models.BigIntegerField(blank=True, null=True, verbose_name="预算年度")),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.project",
                                verbose_name="项目",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="出资单位",
                            ),
                        ),
                        (
                            "other_area",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.area",
                                verbose_name="对方地区",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.document",
                                verbose_name="下达文件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "资金流水",
                        "verbose_name_plural": "资金流水",
                        "db_table": "ledger_fund_transaction",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="fundtransaction_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="fundtransaction_batch"
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("number",), name="fundtransaction_key")],
                    },
                ),
                migrations.CreateModel(
                    name="HousingWork",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "household",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        ("listing", models.CharField(blank=True, null=True, verbose_name="任务来源")),
                        ("task_year", models.BigIntegerField(blank=True, null=True, verbose_name="任务年度")),
                        ("key_group", models.CharField(blank=True, null=True, verbose_name="重点对象类别")),
                        ("in_key_groups", models.BooleanField(blank=True, null=True, verbose_name="属四类重点对象")),
                        ("cause", models.CharField(blank=True, null=True, verbose_name="危房成因")),
                        ("grade", models.CharField(blank=True, null=True, verbose_name="鉴定等级")),
                        ("mode", models.CharField(blank=True, null=True, verbose_name="改造方式")),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.campaign",
                                verbose_name="专项行动",
                            ),
                        ),
                        ("found_on", models.DateField(blank=True, null=True, verbose_name="发现日期")),
                        ("assessed_on", models.DateField(blank=True, null=True, verbose_name="鉴定日期")),
                        ("planned_on", models.DateField(blank=True, null=True, verbose_name="纳入计划日期")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="完成期限")),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="开工日期")),
                        ("completed_on", models.DateField(blank=True, null=True, verbose_name="竣工日期")),
                        ("accepted_on", models.DateField(blank=True, null=True, verbose_name="验收日期")),
                        ("moved_out_on", models.DateField(blank=True, null=True, verbose_name="搬离日期")),
                        (
                            "grant_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="补助金额"
                            ),
                        ),
                        ("granted_on", models.DateField(blank=True, null=True, verbose_name="补助发放日期")),
                    ],
                    options={
                        "verbose_name": "危房改造",
                        "verbose_name_plural": "危房改造",
                        "db_table": "ledger_housing_work",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="housingwork_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="housingwork_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("household", "listing", "found_on"), name="housingwork_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WaterWork",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("number", models.CharField(verbose_name="工程编号")),
                        ("title", models.CharField(blank=True, null=True, verbose_name="工程名称")),
                        ("kind", models.CharField(blank=True, null=True, verbose_name="工程类别")),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.project",
                                verbose_name="项目",
                            ),
                        ),
                        (
                            "investment_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=18, null=True, verbose_name="计划投资"
                            ),
                        ),
                        (
                            "invested_yuan",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=18, null=True, verbose_name="完成投资"
                            ),
                        ),
                        ("started_on", models.DateField(blank=True, null=True, verbose_name="开工日期")),
                        ("completed_on", models.DateField(blank=True, null=True, verbose_name="完工日期")),
                        ("accepted_on", models.DateField(blank=True, null=True, verbose_name="验收日期")),
                        (
                            "responsible",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="责任单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "饮水工程",
                        "verbose_name_plural": "饮水工程",
                        "db_table": "ledger_water_work",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="waterwork_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="waterwork_batch"
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("number",), name="waterwork_key")],
                    },
                ),
                migrations.CreateModel(
                    name="WaterService",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, to="records.household", verbose_name="户"
                            ),
                        ),
                        (
                            "water_work",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.waterwork",
                                verbose_name="饮水工程",
                            ),
                        ),
                        ("problem", models.CharField(blank=True, null=True, verbose_name="饮水问题")),
                        ("found_on", models.DateField(blank=True, null=True, verbose_name="发现日期")),
                        ("people", models.BigIntegerField(blank=True, null=True, verbose_name="受益人数")),
                        ("solved_on", models.DateField(blank=True, null=True, verbose_name="解决日期")),
                    ],
                    options={
                        "verbose_name": "饮水受益户",
                        "verbose_name_plural": "饮水受益户",
                        "db_table": "ledger_water_service",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="waterservice_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="waterservice_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("water_work", "household"), name="waterservice_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WaterTest",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("point", models.CharField(verbose_name="检测点")),
                        (
                            "water_work",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.waterwork",
                                verbose_name="饮水工程",
                            ),
                        ),
                        ("sampled_on", models.DateField(verbose_name="采样日期")),
                        ("announced", models.BooleanField(blank=True, null=True, verbose_name="事先通知")),
                        (
                            "passed",
                            models.BooleanField(
                                blank=True,
                                help_text="All parameters meet the standard.",
                                null=True,
                                verbose_name="检测合格",
                            ),
                        ),
                        (
                            "fluoride",
                            models.DecimalField(
                                blank=True, decimal_places=3, max_digits=8, null=True, verbose_name="氟化物（毫克每升）"
                            ),
                        ),
                        ("failed_parameters", models.CharField(blank=True, null=True, verbose_name="不合格项目")),
                    ],
                    options={
                        "verbose_name": "水质检测",
                        "verbose_name_plural": "水质检测",
                        "db_table": "ledger_water_test",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="watertest_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="watertest_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("point", "sampled_on", "area_code"), name="watertest_key")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WaterDelivery",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.household",
                                verbose_name="户",
                            ),
                        ),
                        ("delivered_on", models.DateField(verbose_name="送水日期")),
                        (
                            "litres",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=12, null=True, verbose_name="送水量"
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="送水单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "应急送水",
                        "verbose_name_plural": "应急送水",
                        "db_table": "ledger_water_delivery",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="waterdelivery_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="waterdelivery_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("household", "area_code", "delivered_on"), name="waterdelivery_key"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EnvironmentWork",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        ("number", models.CharField(verbose_name="整治编号")),
                        ("kind", models.CharField(verbose_name="整治类别")),
                        ("done_on", models.DateField(verbose_name="整治日期")),
                        (
                            "quantity",
                            models.DecimalField(
                                blank=True,
                                decimal_places=3,
                                help_text="In the unit of the kind.",
                                max_digits=14,
                                null=True,
                                verbose_name="数量",
                            ),
                        ),
                        ("unit_word", models.CharField(blank=True, null=True, verbose_name="计量单位")),
                        ("people", models.BigIntegerField(blank=True, null=True, verbose_name="参加人数")),
                        ("person_times", models.BigIntegerField(blank=True, null=True, verbose_name="参加人次")),
                        ("machines", models.BigIntegerField(blank=True, null=True, verbose_name="机械台数")),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.organisation",
                                verbose_name="组织单位",
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.campaign",
                                verbose_name="专项行动",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "人居环境整治",
                        "verbose_name_plural": "人居环境整治",
                        "db_table": "ledger_environment_work",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="environmentwork_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="environmentwork_batch"
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("number",), name="environmentwork_key")],
                    },
                ),
                migrations.CreateModel(
                    name="EnvironmentTurnout",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False, verbose_name="内部键")),
                        ("area_code", models.CharField(db_collation="C", max_length=12, verbose_name="行政区划代码")),
                        ("batch_id", models.BigIntegerField(blank=True, null=True, verbose_name="导入批次")),
                        ("sheet_no", models.IntegerField(blank=True, null=True, verbose_name="工作表序号")),
                        ("row_no", models.IntegerField(blank=True, null=True, verbose_name="行号")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("entered_by", models.BigIntegerField(blank=True, null=True, verbose_name="录入人")),
                        (
                            "environment_work",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.environmentwork",
                                verbose_name="整治",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, to="records.person", verbose_name="人口"
                            ),
                        ),
                        ("joined_as", models.CharField(blank=True, null=True, verbose_name="人员类别")),
                    ],
                    options={
                        "verbose_name": "整治参加人员",
                        "verbose_name_plural": "整治参加人员",
                        "db_table": "ledger_environment_turnout",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="environmentturno_area"),
                            django.contrib.postgres.indexes.BrinIndex(
                                autosummarize=True, fields=["batch_id"], name="environmentturno_batch"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("environment_work", "person"), name="environmentturno_key")
                        ],
                    },
                ),
            ],
        ),
    ]
