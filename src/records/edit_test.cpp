#include <gtest/gtest.h>

#include "records/records_test_support.hpp"
#include "store/jobs.hpp"
#include "store/records.hpp"

namespace amparo::records {
namespace {

const auto put_note = [](Draft& draft, std::string_view text) {
    draft.data()["other_id_no"] = text;
};

Opening as_case(const RecordId& id, std::string_view right = "write") {
    return {.record_type = "case", .id = id, .right = right};
}

class Edits : public ::testing::Test {
  protected:
    RecordId new_case(const std::string& user = "worker_a") {
        return world.create_case(user, object_of(R"({"name_first": "Ada", "age": 9})")).id;
    }
    Result<std::vector<Draft>> edit(const std::string& user, const EditStep& step) {
        return world.records().edit(world.as(user), step);
    }
    std::string text_of(const RecordId& id, std::string_view key) {
        return json::string_or(world.stored(id).data, key);
    }
    std::size_t jobs() {
        const auto listed = world.database().read(
            [](store::Snapshot& snapshot) { return store::list_jobs(snapshot, {.count = 100}); });
        return listed ? listed->size() : 0;
    }

    RecordsWorld world;
};

TEST_F(Edits, ChangesSeveralRecordsTogetherAndTellsWhatChanged) {
    const auto one = new_case();
    const auto other = new_case();
    const auto done = edit("worker_a", [&](Edit& edit) -> Result<> {
        AMPARO_TRY(auto* first, edit.open(as_case(one)));
        AMPARO_TRY(auto* second, edit.open(as_case(other)));
        put_note(*first, "N1");
        put_note(*second, "N2");
        return {};
    });
    ASSERT_TRUE(done.has_value());
    EXPECT_EQ(text_of(one, "other_id_no"), "N1");
    EXPECT_EQ(text_of(other, "other_id_no"), "N2");
    ASSERT_EQ(done->size(), 2U);
    EXPECT_EQ(done->front().record.revision, 2);
    const auto visible = world.records().visible_changes(world.as("worker_a"), done->front());
    EXPECT_EQ(json::string_or(visible, "other_id_no"), "N1");
    EXPECT_EQ(json::string_or(visible, "id"), one.text());
}

TEST_F(Edits, ARefusalInTheMiddleLeavesEverythingAsItWas) {
    const auto mine = new_case();
    const auto foreign = new_case("worker_b");
    const auto done = edit("worker_a", [&](Edit& edit) -> Result<> {
        edit.enqueue({.queue = "q", .kind = "k"});
        AMPARO_TRY(auto* first, edit.open(as_case(mine)));
        put_note(*first, "N1");
        AMPARO_CHECK(edit.open(as_case(foreign)));
        return {};
    });
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().code, Errc::forbidden);
    EXPECT_EQ(text_of(mine, "other_id_no"), "");
    EXPECT_EQ(jobs(), 0U);
}

TEST_F(Edits, ARightIsAskedBeforeTheRecordIsLookedFor) {
    const auto nowhere = RecordId::random(world.random);
    const auto code_for = [&](std::string_view right) {
        const auto done = edit("worker_a", [&](Edit& edit) -> Result<> {
            AMPARO_CHECK(edit.open(as_case(nowhere, right)));
            return {};
        });
        return done ? Errc::busy : done.error().code;
    };
    EXPECT_EQ(code_for("assign"), Errc::forbidden);
    EXPECT_EQ(code_for("write"), Errc::not_found);
    EXPECT_EQ(code_for(""), Errc::not_found);
}

TEST_F(Edits, RunsAgainOnFreshRecordsWhenSomebodyElseWasFaster) {
    const auto id = new_case();
    int tries = 0;
    const auto done = edit("worker_a", [&](Edit& edit) -> Result<> {
        AMPARO_TRY(auto* draft, edit.open(as_case(id)));
        if (++tries == 1) {
            EXPECT_TRUE(world.update("worker_a", id, object_of(R"({"age": 10})")).has_value());
        }
        put_note(*draft, "age " + std::to_string(json::integer_or(draft->data(), "age", 0)));
        edit.enqueue({.queue = "q", .kind = "k"});
        return {};
    });
    ASSERT_TRUE(done.has_value());
    EXPECT_EQ(tries, 2);
    EXPECT_EQ(text_of(id, "other_id_no"), "age 10");
    EXPECT_EQ(jobs(), 1U);
}

TEST_F(Edits, ARestampBySystemDoesNotLookLikeAnEdit) {
    const auto id = new_case();
    const auto done = edit("manager_a", [&](Edit& edit) -> Result<> {
        AMPARO_TRY(
            auto* draft,
            edit.open(
                {.record_type = "case", .id = id, .cause = "a_rule", .stamp = Stamp::by_system}));
        put_note(*draft, "N1");
        return {};
    });
    ASSERT_TRUE(done.has_value());
    EXPECT_EQ(text_of(id, "last_updated_by"), "worker_a");
    const auto changes = world.database().read(
        [&](store::Snapshot& snapshot) { return store::changes_of(snapshot, id.text(), 0, 1); });
    ASSERT_TRUE(changes.has_value());
    EXPECT_EQ(json::string_or(changes->front().details, "cause"), "a_rule");
}

TEST_F(Edits, ANewRecordHasItsNumbersBeforeItIsStored) {
    std::string number;
    const auto done = edit("worker_a", [&](Edit& edit) -> Result<> {
        AMPARO_TRY(auto* draft, edit.add("case", object_of(R"({"name_first": "Bo",
            "module_id": "primeromodule-cp"})")));
        number = json::string_or(draft->data(), "case_id_display");
        EXPECT_FALSE(number.empty());
        return {};
    });
    ASSERT_TRUE(done.has_value());
    const auto& record = done->front().record;
    EXPECT_EQ(record.revision, 1);
    EXPECT_EQ(text_of(record.id, "case_id_display"), number);
    EXPECT_EQ(text_of(record.id, "owned_by"), "worker_a");
    EXPECT_EQ(text_of(record.id, "status"), "open");
}

TEST_F(Edits, ARecordThatWasOnlyOpenedIsNotWritten) {
    const auto id = new_case();
    const auto done = edit("worker_a", [&](Edit& edit) -> Result<> {
        AMPARO_CHECK(edit.open(as_case(id)));
        return {};
    });
    ASSERT_TRUE(done.has_value());
    EXPECT_EQ(world.stored(id).revision, 1);
}

// A rule of two lines: a case with a note copies it to the case that its other id names.
Result<> copy_note(Edit& edit, Draft& draft) {
    const auto other = RecordId::parse(json::string_or(draft.data(), "other_id_no"));
    if (!other) return {};
    AMPARO_TRY(auto* linked, edit.open({.record_type = "case", .id = *other, .cause = "copy"}));
    linked->data()["other_id_no"] = "copied";
    return {};
}

Result<> tell(Edit& edit, Draft& draft) {
    if (json::string_or(draft.data(), "other_id_no") == "copied")
        edit.enqueue({.queue = "q", .kind = "told"});
    return {};
}

TEST(Hooks, RunForFormSavesAndForTheRecordsTheyOpen) {
    RecordsWorld world(std::make_shared<const Hooks>(
        Hooks{.links = {{"copy", "case", copy_note}}, .announcements = {{"tell", "case", tell}}}));
    const auto target = world.create_case("worker_a", object_of(R"({"name_first": "A"})")).id;
    const auto source = world.create_case("worker_a", object_of(R"({"name_first": "B"})")).id;
    json::Object input{{"other_id_no", target.text()}};
    ASSERT_TRUE(world.update("worker_a", source, std::move(input)).has_value());
    EXPECT_EQ(json::string_or(world.stored(target).data, "other_id_no"), "copied");
    const auto jobs = world.database().read(
        [](store::Snapshot& snapshot) { return store::list_jobs(snapshot, {.count = 10}); });
    ASSERT_TRUE(jobs.has_value());
    ASSERT_EQ(jobs->size(), 1U);
    EXPECT_EQ(jobs->front().kind, "told");
}

}  // namespace
}  // namespace amparo::records
