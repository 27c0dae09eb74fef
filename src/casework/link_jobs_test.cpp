// Work that follows from links and settings later (case-management.md §3.15, §3.22).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "casework/alerts.hpp"
#include "casework/duplicates.hpp"
#include "casework/hooks.hpp"
#include "casework/reporting_locations.hpp"
#include "records/duplicate_key.hpp"
#include "records/records_test_support.hpp"
#include "store/jobs.hpp"

namespace amparo::casework {
namespace {

using records::object_of;

TEST(DuplicateKeys, AreWhatTwoWritingsOfOneValueShare) {
    const auto key = [](json::Value value) { return records::duplicate_key(&value); };
    EXPECT_EQ(key(json::Value(" ab-12 ")), "ab12");
    EXPECT_EQ(key(json::Value("AB 12")), "ab12");
    EXPECT_EQ(key(json::Value("١٢٣")), "123");
    EXPECT_EQ(key(json::Value("۱۲۳")), "123");
    EXPECT_EQ(key(json::Value(123)), "123");
    EXPECT_EQ(key(json::Value("")), "");
    EXPECT_EQ(key(json::Value(nullptr)), "");
    EXPECT_EQ(records::duplicate_key(nullptr), "");
}

class LinkJobs : public ::testing::Test {
  protected:
    RecordId new_case(const std::string& user, const std::string& number) {
        return world.create_case(user, {{"name_first", "Ada"}, {"national_id_no", number}}).id;
    }
    /// Does the waiting jobs of one kind, as a worker would; gives how many there were.
    std::size_t work_off(std::string_view kind) {
        std::size_t done = 0;
        auto jobs = *world.database().read(
            [](store::Snapshot& snapshot) { return store::list_jobs(snapshot, {.count = 1000}); });
        std::ranges::sort(jobs, {}, &store::Job::id);
        for (const auto& job : jobs) {
            if (job.kind != kind || job.id <= last_done) continue;
            EXPECT_TRUE(
                mark_duplicates(world.records(), {.job = job, .report = {}, .is_stopping = {}})
                    .has_value());
            last_done = job.id;
            ++done;
        }
        return done;
    }
    bool is_marked(const RecordId& id) {
        return has_alert(world.stored(id).data, alerts_of("duplicate_field", "national_id_no"));
    }

    std::int64_t last_done = 0;
    records::RecordsWorld world{hooks(), object_of(R"({"duplicate_field_to_form":
            {"case": {"national_id_no": "other_identity_details"}},
            "reporting_location_config": {"field_key": "location_current"}})")};
};

TEST_F(LinkJobs, TwoWithTheSameNumberAreMarkedUntilOneOfThemChanges) {
    const auto one = new_case("worker_a", "AB-12");
    EXPECT_EQ(work_off(duplicate_kind), 1U);
    EXPECT_FALSE(is_marked(one));
    const auto other = new_case("worker_b", "ab 12");
    const auto third = new_case("worker_b", "ab 13");
    EXPECT_EQ(work_off(duplicate_kind), 2U);
    EXPECT_TRUE(is_marked(one));
    EXPECT_TRUE(is_marked(other));
    EXPECT_FALSE(is_marked(third));
    // A mark tells of the field, not of the other case, and is nobody's edit.
    const auto marked = world.stored(one).data;
    const auto text = json::write(*marked.if_contains("alerts"));
    EXPECT_EQ(text.find(other.text()), std::string::npos);
    EXPECT_EQ(text.find("ab 12"), std::string::npos);
    EXPECT_EQ(json::string_or(marked, "last_updated_by"), "worker_a");
    ASSERT_TRUE(
        world.update("worker_b", other, object_of(R"({"national_id_no": "ab 14"})")).has_value());
    EXPECT_EQ(work_off(duplicate_kind), 1U);
    EXPECT_FALSE(is_marked(one));
    EXPECT_FALSE(is_marked(other));
}

TEST_F(LinkJobs, DisabledOnesCountAndABlankValueIsNobodysDuplicate) {
    const auto one = new_case("worker_a", "X1");
    ASSERT_TRUE(world.records().disable(world.as("admin"), "case", one).has_value());
    const auto other = new_case("worker_a", "x1");
    work_off(duplicate_kind);
    EXPECT_TRUE(is_marked(other));
    ASSERT_TRUE(
        world.update("worker_a", other, object_of(R"({"national_id_no": null})")).has_value());
    work_off(duplicate_kind);
    EXPECT_FALSE(is_marked(other));
    EXPECT_FALSE(is_marked(one));
    // A save that leaves the field alone asks for nothing.
    ASSERT_TRUE(world.update("worker_a", other, object_of(R"({"age": 7})")).has_value());
    EXPECT_EQ(work_off(duplicate_kind), 0U);
}

TEST_F(LinkJobs, RecordsCountWhereTheSettingSaysAfterItChanged) {
    const auto id =
        world.create_case("worker_a", object_of(R"({"location_current": "EX0101"})")).id;
    const auto path = json::string_or(world.stored(id).data, "reporting_location_hierarchy");
    EXPECT_FALSE(path.empty());
    const auto stale =
        world.records().edit(access::Actor::system(), [&](records::Edit& edit) -> Result<> {
            AMPARO_TRY(auto* draft, edit.open({.record_type = "case", .id = id}));
            draft->data()["reporting_location_hierarchy"] = "of another setting";
            return {};
        });
    ASSERT_TRUE(stale.has_value());
    const store::Job job;
    const store::RunningJob running{.job = job, .report = {}, .is_stopping = {}};
    const auto done = restamp_reporting_locations(world.records(), running);
    ASSERT_TRUE(done.has_value());
    EXPECT_EQ(json::integer_or(*done, "records", 0), 1);
    const auto stored = world.stored(id);
    EXPECT_EQ(json::string_or(stored.data, "reporting_location_hierarchy"), path);
    EXPECT_EQ(json::string_or(stored.data, "last_updated_by"), "worker_a");
    EXPECT_EQ(
        json::integer_or(*restamp_reporting_locations(world.records(), running), "records", 9), 0);
}

}  // namespace
}  // namespace amparo::casework
