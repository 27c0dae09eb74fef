#include "records/rereading.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <semaphore>
#include <thread>

#include "index/index.hpp"
#include "records/case_files.hpp"
#include "records/index_schema.hpp"
#include "records/records_test_support.hpp"
#include "store/documents.hpp"

namespace amparo::records {
namespace {

/// An index beside the world's own that follows the configuration.
class LiveIndex : public ::testing::Test {
  protected:
    void open() {
        const auto definitions = world.definitions();
        rules = std::make_shared<LiveCaseRules>(definitions);
        index = std::make_unique<index::Index>(index_schemas(*definitions, rules),
                                               location_ancestry(definitions));
        auto report = load_and_follow(world.database(), *index, cache, {});
        ASSERT_TRUE(report.has_value());
        read_again = report->read_again;
        rereading = std::make_unique<Rereading>(parts());
    }
    Rereading::Parts parts() {
        return {.database = world.database(),
                .definitions = [this] { return world.definitions(); },
                .rules = rules,
                .read_again =
                    [this](std::string_view type, const std::function<bool()>& stop) {
                        ++readings;
                        return read_again(type, stop);
                    }};
    }
    void put(const std::string& kind, const std::string& key,
             const std::function<void(json::Object&)>& change) {
        const auto written = world.database().write([&](store::Transaction& transaction) {
            auto document = store::find_document(transaction, kind, key);
            auto data = (*document)->data;
            change(data);
            return store::put_document(transaction, {.kind = kind,
                                                     .key = key,
                                                     .data = std::move(data),
                                                     .actor = "system",
                                                     .at = world.clock.now()});
        });
        ASSERT_TRUE(written.has_value());
    }
    void set_option(const std::string& name, const std::string& value) {
        put("module", "primeromodule-cp", [&](json::Object& data) {
            data["module_options"].as_object()[name] = json::parse(value).value();
        });
    }
    std::size_t due_for_review() {
        const auto today = Instant(*parse_day("2024-06-15")).time_since_epoch().count();
        return index->count("case", index::Filter{index::DateRange{"retention_due_on", 0, today}})
            .value();
    }
    std::size_t lacking(const std::string& key) {
        return index
            ->count("case", index::Filter{index::AnyOf{std::string(CaseFiles::left_column), {key}}})
            .value();
    }
    std::size_t tasks() {
        index::DueQuery query;
        query.shares.push_back({.records = index::Filter{index::All{}}, .who = std::nullopt});
        query.what = {"assessment"};
        query.count = 10;
        return index->find_dues("case", query)->total;
    }

    RecordsWorld world;
    RecordCache cache;
    std::shared_ptr<LiveCaseRules> rules;
    std::unique_ptr<index::Index> index;
    ReadAgain read_again;
    std::atomic<int> readings = 0;
    std::unique_ptr<Rereading> rereading;
};

TEST_F(LiveIndex, ANewTimeOfRetentionCountsWithoutARestart) {
    const auto id = world
                        .create_case("worker_a", object_of(R"({"name_first": "Ada",
        "registration_date": "2020-01-01"})"))
                        .id;
    ASSERT_TRUE(world
                    .update("manager_a", id,
                            object_of(R"({"status": "closed", "date_closure": "2020-06-15"})"),
                            "close")
                    .has_value());
    open();
    EXPECT_EQ(due_for_review(), 0U);
    const auto keep_for = [&](const std::string& period) {
        put("system_settings", "default", [&](json::Object& data) {
            data["retention_policies"] =
                json::Array{{{"record_type", "case"},
                             {"action", "review"},
                             {"after", {{"event", "date_closure"}, {"period", period}}}}};
        });
        EXPECT_TRUE(rereading->look().has_value());
    };
    keep_for("P3Y");
    EXPECT_EQ(due_for_review(), 1U);
    keep_for("P9Y");
    EXPECT_EQ(due_for_review(), 0U);
}

TEST_F(LiveIndex, ANewChecklistAndTasksThatWereSwitchedOffCountWithoutARestart) {
    world.create_case("worker_a",
                      object_of(R"({"name_first": "Ada", "assessment_due_date": "2024-06-01"})"));
    open();
    const std::string key = "primeromodule-cp/new/field:age";
    EXPECT_EQ(lacking(key), 0U);
    EXPECT_EQ(tasks(), 1U);
    set_option("step_checklist", R"([{"step": "new", "fields": ["age"]}])");
    set_option("tasks_off", R"(["assessment"])");
    ASSERT_TRUE(rereading->look().has_value());
    EXPECT_EQ(lacking(key), 1U);
    EXPECT_EQ(tasks(), 0U);
    set_option("step_checklist", "[]");
    ASSERT_TRUE(rereading->look().has_value());
    EXPECT_EQ(lacking(key), 0U);
}

TEST_F(LiveIndex, IsReadAgainForWhatConcernsCasesOnly) {
    world.create_case("worker_a", object_of(R"({"name_first": "Ada"})"));
    open();
    ASSERT_TRUE(rereading->look().has_value());
    put("lookup", "lookup-gender", [](json::Object& data) { data["locked"] = true; });
    ASSERT_TRUE(rereading->look().has_value());
    EXPECT_EQ(readings, 0);
    set_option("tasks_off", R"(["assessment"])");
    ASSERT_TRUE(rereading->look().has_value());
    EXPECT_EQ(readings, 1);
}

TEST_F(LiveIndex, WhatIsCommittedMeanwhileStays) {
    std::vector<RecordId> ids;
    for (int number = 0; number < 200; ++number)
        ids.push_back(world.create_case("worker_a", object_of(R"({"name_first": "Ada"})")).id);
    open();
    set_option("tasks_off", R"(["flag"])");
    std::jthread again([this] { EXPECT_TRUE(rereading->look().has_value()); });
    for (const auto& id : ids)
        ASSERT_TRUE(world.update("worker_a", id, object_of(R"({"risk_level": "high"})")));
    again.join();
    const index::Filter high{index::AnyOf{"risk_level", {"high"}}};
    EXPECT_EQ(index->count("case", high).value(), ids.size());
}

TEST_F(LiveIndex, AWorkThatFailedIsDoneAgain) {
    world.create_case("worker_a", object_of(R"({"name_first": "Ada",
        "assessment_due_date": "2024-06-01"})"));
    open();
    rereading.reset();
    bool fails = true;
    auto own = parts();
    own.read_again = [&, this](std::string_view type,
                               const std::function<bool()>& stop) -> Result<std::size_t> {
        if (fails) return refuse(Errc::busy, "errors.busy");
        return read_again(type, stop);
    };
    rereading = std::make_unique<Rereading>(own);
    ASSERT_TRUE(rereading->look().has_value());
    set_option("tasks_off", R"(["assessment"])");
    EXPECT_FALSE(rereading->look().has_value());
    fails = false;
    EXPECT_TRUE(rereading->look().has_value());
    EXPECT_EQ(tasks(), 0U);
}

// What a rule says of a new case is worked out before the case is in the index: whoever changes the
// rule in between must not take it for a case that the new rule has seen.
TEST(ReadingAgain, DoesNotMissACaseThatIsOnItsWayIntoTheIndex) {
    RecordsWorld world;
    std::atomic<int> rule = 1;
    std::atomic<bool> is_first = true;
    std::binary_semaphore is_worked_out(0);
    std::binary_semaphore may_go_on(0);
    const auto work_out = [&](const json::Object&) {
        const int said = rule;
        if (is_first.exchange(false)) {
            is_worked_out.release();
            may_go_on.acquire();
        }
        return json::Value(said);
    };
    index::Index index(
        {{.record_type = "case",
          .columns = {{.name = "created_at",
                       .kind = index::ColumnKind::date,
                       .sortable = true,
                       .is_instant = true},
                      {.name = "said", .kind = index::ColumnKind::number, .compute = work_out}},
          .identifier_columns = {},
          .name_columns = {},
          .phone_columns = {}}},
        {});
    RecordCache cache;
    const auto report = load_and_follow(world.database(), index, cache, {});
    ASSERT_TRUE(report.has_value());
    std::jthread writer([&] { world.create_case("worker_a", {{"name_first", "Ada"}}); });
    is_worked_out.acquire();
    rule = 2;
    std::jthread reader(
        [&] { EXPECT_TRUE(report->read_again("case", [] { return false; }).has_value()); });
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    may_go_on.release();
    reader.join();
    writer.join();
    EXPECT_EQ(index.count("case", index::Filter{index::NumberRange{"said", 2, 2}}).value(), 1u);
    EXPECT_EQ(index.count("case", index::Filter{index::NumberRange{"said", 1, 1}}).value(), 0u);
}

}  // namespace
}  // namespace amparo::records
