#include "casework/flags.hpp"

#include <gtest/gtest.h>

#include "casework/alerts.hpp"
#include "casework/bulk_flags.hpp"
#include "casework/hooks.hpp"
#include "records/records_test_support.hpp"

namespace amparo::casework {
namespace {

using records::object_of;

class Flags : public ::testing::Test {
  protected:
    Flags() : world(hooks()), id(new_case("worker_a")) {}

    RecordId new_case(const std::string& user) {
        return world.create_case(user, object_of(R"({"name_first": "Ada"})")).id;
    }
    Result<json::Object> raise(const std::string& user, const std::string& message,
                               const std::string& date = "", const std::string& assignee = "") {
        return raise_flag(world.as(user), world.records(), {"case", id},
                          {.message = message, .date = date, .assignee = assignee});
    }
    Result<json::Object> change(const std::string& user, std::int64_t number,
                                const FlagChange& change) {
        return change_flag(world.as(user), world.records(),
                           {.record = {"case", id}, .number = number}, change);
    }
    template <class T>
    Errc code(const Result<T>& answer) {
        EXPECT_FALSE(answer.has_value());
        return answer ? Errc::busy : answer.error().code;
    }
    json::Object data() { return world.stored(id).data; }
    /// What all flags come to; the role with the box is in no test world, the system has it.
    FlagPage found(FlagQuery query) {
        auto page = find_flags(access::Actor::system(), world.records(), query);
        EXPECT_TRUE(page.has_value()) << page.error().message.key << " " << page.error().field;
        return page ? std::move(*page) : FlagPage();
    }

    records::RecordsWorld world;
    RecordId id;
};

TEST_F(Flags, ARaisedFlagMarksTheRecordAndDoesNotLookLikeAnEdit) {
    const auto flag = raise("manager_a", "Visit the home");
    ASSERT_TRUE(flag.has_value());
    EXPECT_EQ(json::string_or(*flag, "date"), "2024-06-15");
    EXPECT_EQ(json::string_or(*flag, "flagged_by"), "manager_a");
    EXPECT_EQ(json::string_or(*flag, "record_type"), "cases");
    EXPECT_TRUE(json::bool_or(data(), "flagged", false));
    EXPECT_EQ(json::string_or(data(), "last_updated_by"), "worker_a");
    const auto history =
        world.records().history(world.as("worker_a"), {.record_type = "case", .id = id});
    ASSERT_TRUE(history.has_value());
    EXPECT_EQ(json::string_or(history->data.front().get_object(), "action"), "flag");
}

TEST_F(Flags, InputIsChecked) {
    EXPECT_EQ(code(raise("worker_a", "  ")), Errc::invalid);
    EXPECT_EQ(code(raise("worker_a", "x", "yesterday")), Errc::invalid);
    EXPECT_EQ(code(raise("worker_a", std::string(2001, 'x'))), Errc::invalid);
    EXPECT_EQ(code(raise("worker_a", "x", "", "worker_b")), Errc::invalid);
    EXPECT_EQ(code(raise("worker_b", "x")), Errc::forbidden);
    EXPECT_FALSE(data().contains("flags"));
}

TEST_F(Flags, TheirOwnersResolveThemAndOthersNeedTheRight) {
    const auto flag = raise("manager_a", "Visit the home");
    ASSERT_TRUE(flag.has_value());
    const auto number = json::integer_or(*flag, "id", 0);
    EXPECT_EQ(code(change("worker_a", number, {.unflag_message = "Done"})), Errc::forbidden);
    EXPECT_EQ(code(change("manager_a", number + 1, {.unflag_message = "Done"})), Errc::not_found);
    EXPECT_EQ(code(change("manager_a", number, {.unflag_message = " "})), Errc::invalid);
    const auto resolved = change("manager_a", number, {.unflag_message = "Visited"});
    ASSERT_TRUE(resolved.has_value());
    EXPECT_TRUE(json::bool_or(*resolved, "removed", false));
    EXPECT_EQ(json::string_or(*resolved, "unflagged_by"), "manager_a");
    EXPECT_FALSE(json::bool_or(data(), "flagged", true));
    EXPECT_EQ(code(change("manager_a", number, {.unflag_message = "Again"})), Errc::invalid);
}

TEST_F(Flags, EditingNeedsARightOfItsOwn) {
    const auto flag = raise("worker_a", "Visit the home");
    const auto number = json::integer_or(*flag, "id", 0);
    EXPECT_EQ(code(change("worker_a", number, {.message = "Visit the school"})), Errc::forbidden);
    const auto changed = change("admin", number, {.message = "Visit the school"});
    ASSERT_TRUE(changed.has_value());
    EXPECT_EQ(json::string_or(*changed, "message"), "Visit the school");
    EXPECT_EQ(code(change("admin", number, {.message = " "})), Errc::invalid);
}

TEST_F(Flags, TheListOfAllKeepsToScopeNewestFirst) {
    ASSERT_TRUE(raise("worker_a", "old", "2024-01-01").has_value());
    const auto resolved = raise("worker_a", "resolved", "2024-05-01");
    ASSERT_TRUE(change("worker_a", json::integer_or(*resolved, "id", 0), {.unflag_message = "x"})
                    .has_value());
    const auto other = new_case("worker_b");
    ASSERT_TRUE(raise_flag(world.as("worker_b"), world.records(), {"case", other},
                           {.message = "new", .date = "2024-06-01"})
                    .has_value());
    const auto all = found({});
    ASSERT_EQ(all.data.size(), 3U);
    EXPECT_EQ(all.total, 3U);
    EXPECT_EQ(json::string_or(all.data[0].get_object(), "message"), "new");
    EXPECT_EQ(json::string_or(all.data[2].get_object(), "message"), "old");
    const auto active = found({.active_only = true, .count = 1});
    EXPECT_EQ(active.total, 2U);
    ASSERT_EQ(active.data.size(), 1U);
    EXPECT_EQ(json::string_or(active.data[0].get_object(), "message"), "new");
    EXPECT_EQ(found({.by_me = true}).total, 0U);
    EXPECT_EQ(code(find_flags(world.as("worker_a"), world.records(), {})), Errc::forbidden);
}

TEST_F(Flags, ManyAreFlaggedInTheBackgroundOnceEach) {
    const auto other = new_case("worker_a");
    records::BulkSelection selection{
        .record_type = "case", .query = "", .filters = object_of(R"({"status": ["open"]})")};
    EXPECT_EQ(
        code(flag_many(world.as("worker_a"), world.records(), selection, {.message = "Check"})),
        Errc::forbidden);
    EXPECT_EQ(code(flag_many(world.as("admin"), world.records(), selection, {.message = " "})),
              Errc::invalid);
    const auto begun =
        flag_many(world.as("admin"), world.records(), selection, {.message = "Check"});
    ASSERT_TRUE(begun.has_value());
    EXPECT_EQ(begun->matched, 2U);
    const auto jobs = world.database().read(
        [](store::Snapshot& snapshot) { return store::list_jobs(snapshot, {.count = 10}); });
    ASSERT_EQ(jobs->size(), 1U);
    const store::RunningJob running{.job = jobs->front(),
                                    .report = [](const json::Object&) { return Result<>(); },
                                    .is_stopping = [] { return false; }};
    for (int time = 0; time < 2; ++time) {
        const auto result = run_bulk_flag(world.records(), running);
        ASSERT_TRUE(result.has_value());
        EXPECT_EQ(result->at("done").to_number<int>(), 2) << json::write(*result);
    }
    EXPECT_EQ(found({}).total, 2U);
    EXPECT_TRUE(json::bool_or(world.stored(other).data, "flagged", false));
}

class Alerts : public Flags {};

TEST_F(Alerts, AChangeByAnotherThanTheOwnerIsMarkedUntilTheOwnerSaves) {
    ASSERT_TRUE(world
                    .update("manager_a", id,
                            object_of(R"({"notes_section": [{"note_subject": "Hello"}]})"),
                            "add_note")
                    .has_value());
    const auto list = list_alerts(world.as("worker_a"), world.records(), {"case", id});
    ASSERT_TRUE(list.has_value());
    ASSERT_EQ(list->size(), 1U);
    const auto& alert = list->front().get_object();
    EXPECT_EQ(json::string_or(alert, "alert_for"), "field_change");
    EXPECT_EQ(json::string_or(alert, "type"), "notes");
    EXPECT_FALSE(alert.contains("user_id"));
    EXPECT_EQ(json::string_list(data(), "current_alert_types"), std::vector<std::string>{"notes"});
    ASSERT_TRUE(world.update("worker_a", id, object_of(R"({"age": 9})")).has_value());
    EXPECT_TRUE(json::string_list(data(), "current_alert_types").empty());
}

TEST_F(Alerts, AreCountedInScopeAndDismissedByThoseWhoMay) {
    ASSERT_TRUE(world
                    .update("manager_a", id,
                            object_of(R"({"notes_section": [{"note_subject": "Hello"}]})"),
                            "add_note")
                    .has_value());
    const auto counted = [&](const std::string& user) {
        const auto counts = count_alerts(world.as(user), world.records());
        EXPECT_TRUE(counts.has_value())
            << counts.error().message.key << " " << counts.error().field;
        return counts ? counts->at("case").to_number<int>() : -1;
    };
    EXPECT_EQ(counted("worker_a"), 1);
    EXPECT_EQ(counted("manager_a"), 1);
    EXPECT_EQ(counted("worker_b"), 0);
    const auto kept = data();
    const auto unique_id =
        json::string_or(kept.at("alerts").get_array().front().get_object(), "unique_id");
    const RecordKey key{"case", id};
    const auto dismiss = [&](const std::string& user, const std::string& which) {
        return dismiss_alert(world.as(user), world.records(), key, which);
    };
    EXPECT_EQ(code(dismiss("manager_a", unique_id)), Errc::forbidden);
    EXPECT_EQ(code(dismiss("worker_b", unique_id)), Errc::forbidden);
    EXPECT_EQ(code(dismiss("worker_a", "unknown")), Errc::not_found);
    const auto own = [&](const std::string& user) {
        const auto read = world.records().read(world.as(user), "case", id, "my_alert_count");
        return read ? read->data.at("my_alert_count").to_number<int>() : -1;
    };
    EXPECT_EQ(own("worker_a"), 1);
    ASSERT_TRUE(read_alert(world.as("worker_a"), world.records(), key, unique_id).has_value());
    EXPECT_EQ(own("worker_a"), 0);
    EXPECT_EQ(own("manager_a"), 1);
    EXPECT_EQ(counted("worker_a"), 1);
    ASSERT_TRUE(dismiss("worker_a", unique_id).has_value());
    EXPECT_EQ(counted("worker_a"), 0);
}

TEST_F(Alerts, ConsentTakenBackIsMarked) {
    ASSERT_TRUE(
        world.update("worker_a", id, object_of(R"({"consent_for_services": true})")).has_value());
    ASSERT_TRUE(
        world.update("worker_a", id, object_of(R"({"consent_for_services": false})")).has_value());
    EXPECT_TRUE(has_alert(data(), alerts_of("consent_withdrawn")));
}

}  // namespace
}  // namespace amparo::casework
