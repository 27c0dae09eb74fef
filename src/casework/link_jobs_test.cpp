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
#include "store/documents.hpp"
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

/// What the deployment does when the configuration of places changes.
class ReportingLocationChange : public ::testing::Test {
  protected:
    void SetUp() override { ASSERT_EQ(remember(), true); }
    bool remember() {
        return world.database()
            .write([&](store::Transaction& transaction) {
                return remember_reporting_locations(transaction, *world.definitions(),
                                                    world.clock.now());
            })
            .has_value();
    }
    void change_setting(std::string_view field) {
        const auto changed = world.database().write([&](store::Transaction& transaction) {
            return change(transaction, "system_settings", "default", [&](json::Object& settings) {
                settings["reporting_location_config"] = json::Object{{"field_key", field}};
            });
        });
        ASSERT_TRUE(changed.has_value());
    }
    void change_place(const std::string& code, std::string_view path) {
        const auto changed = world.database().write([&](store::Transaction& transaction) {
            return change(transaction, "location", code,
                          [&](json::Object& place) { place["hierarchy_path"] = path; });
        });
        ASSERT_TRUE(changed.has_value());
    }
    std::vector<store::Job> jobs() {
        auto all = *world.database().read(
            [](store::Snapshot& snapshot) { return store::list_jobs(snapshot, {.count = 1000}); });
        std::erase_if(all, [](const auto& job) { return job.kind != reporting_location_kind; });
        std::ranges::sort(all, {}, &store::Job::id);
        return all;
    }
    Result<json::Object> work_on(const store::Job& job) {
        return restamp_reporting_locations(world.records(),
                                           {.job = job, .report = {}, .is_stopping = {}});
    }
    std::string place_of(const RecordId& id) {
        return json::string_or(world.stored(id).data, "reporting_location_hierarchy");
    }

    records::RecordsWorld world{
        hooks(), object_of(R"({"reporting_location_config": {"field_key": "owned_by_location"}})")};
    ReportingLocationWatch watch{world.records()};

  private:
    template <class Edit>
    static Result<> change(store::Transaction& transaction, std::string_view kind,
                           const std::string& key, const Edit& edit) {
        AMPARO_TRY(auto document, store::find_document(transaction, kind, key));
        edit(document->data);
        AMPARO_CHECK(store::put_document(transaction, {.kind = std::string(kind),
                                                       .key = key,
                                                       .expected = document->revision,
                                                       .data = std::move(document->data),
                                                       .actor = "test"}));
        return {};
    }
};

TEST_F(ReportingLocationChange, OfTheFieldSetsTheWorkGoingOnce) {
    const auto id =
        world.create_case("worker_a", object_of(R"({"location_current": "EX0201"})")).id;
    EXPECT_EQ(watch.look(), false) << "the records of a new deployment are right";
    change_setting("location_current");
    ReportingLocationWatch other_node{world.records()};
    EXPECT_EQ(watch.look(), true);
    EXPECT_EQ(other_node.look(), false);
    EXPECT_EQ(watch.look(), false);
    ASSERT_EQ(jobs().size(), 1U);
    EXPECT_EQ(json::integer_or(work_on(jobs().at(0)).value(), "records", 0), 1);
    EXPECT_THAT(place_of(id), ::testing::EndsWith("EX0201"));
    EXPECT_EQ(json::integer_or(work_on(jobs().at(0)).value(), "records", 9), 0);
    ReportingLocationWatch after_a_restart{world.records()};
    EXPECT_EQ(after_a_restart.look(), false);
}

TEST_F(ReportingLocationChange, OfTheTreeOfPlacesSetsTheWorkGoing) {
    change_setting("location_current");
    EXPECT_EQ(watch.look(), true);
    const auto id =
        world.create_case("worker_a", object_of(R"({"location_current": "EX0101"})")).id;
    change_place("EX0101", "EX.EX02.EX0101");
    EXPECT_EQ(watch.look(), true);
    ASSERT_EQ(jobs().size(), 2U);
    EXPECT_EQ(json::integer_or(work_on(jobs().at(1)).value(), "records", 0), 1);
    EXPECT_EQ(place_of(id), "EX.EX02.EX0101");
}

TEST_F(ReportingLocationChange, OfAnythingElseSetsNothingGoing) {
    const auto changed = world.database().write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_TRY(auto document, store::find_document(transaction, "system_settings", "default"));
        document->data["primary_age_range"] = "unhcr";
        AMPARO_CHECK(store::put_document(transaction, {.kind = "system_settings",
                                                       .key = "default",
                                                       .data = document->data,
                                                       .actor = "test"}));
        return {};
    });
    ASSERT_TRUE(changed.has_value());
    EXPECT_EQ(watch.look(), false);
    EXPECT_TRUE(jobs().empty());
}

TEST_F(ReportingLocationChange, IsLeftToNodesThatKnowIt) {
    change_setting("location_current");
    EXPECT_EQ(watch.look(), true);
    change_setting("owned_by_location");
    const auto late = work_on(jobs().at(0));
    ASSERT_FALSE(late.has_value()) << "this node would write places of another setting";
    EXPECT_EQ(late.error().code, Errc::busy);
    EXPECT_EQ(watch.look(), true);
    EXPECT_EQ(work_on(jobs().at(0)).value().at("superseded"), true);
    EXPECT_EQ(work_on(jobs().at(1)).value().at("records"), 0);
}

}  // namespace
}  // namespace amparo::casework
