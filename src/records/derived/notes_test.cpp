// Notes keep who wrote them and what they said, and nothing that identifies people
// (case-management.md §3.23).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "records/records_test_support.hpp"

namespace amparo::records {
namespace {

using ::testing::ElementsAre;

class Notes : public ::testing::Test {
  protected:
    explicit Notes(json::Object settings = {})
        : world({}, std::move(settings)),
          id(world
                 .create_case("worker_a", object_of(R"({"notes_section": [
                     {"note_subject": "Call", "note_text": "Ring 0700 123 456"}]})"))
                 .id) {}

    json::Object note(std::size_t at = 0) {
        return world.stored(id).data.at("notes_section").get_array().at(at).get_object();
    }
    /// Sends the first note with these keys changed.
    Result<RecordAnswer> send(const std::string& user, json::Object changes,
                              std::string action = "") {
        json::Object row{{"unique_id", json::string_or(note(), "unique_id")}};
        for (auto& [key, value] : changes) row[key] = value;
        return world.update(user, id, {{"notes_section", json::Array{row}}}, std::move(action));
    }
    std::size_t edits() {
        const auto stored = note();
        const auto* list = json::find_array(stored, "note_edits");
        return list == nullptr ? 0 : list->size();
    }

    RecordsWorld world;
    RecordId id;
};

class ScrubbedNotes : public Notes {
  protected:
    ScrubbedNotes() : Notes(object_of(R"({"note_scrubbing": {"enabled": true}})")) {}
};

TEST_F(Notes, AnEditedNoteKeepsWhatItSaidBefore) {
    ASSERT_TRUE(send("worker_a", {{"note_text", "Ring tomorrow"}}).has_value());
    ASSERT_TRUE(send("worker_a", {{"note_subject", "Reminder"}}).has_value());
    const auto stored = note();
    EXPECT_EQ(json::string_or(stored, "note_text"), "Ring tomorrow");
    ASSERT_EQ(edits(), 2U);
    const auto& first = stored.at("note_edits").get_array().front().get_object();
    EXPECT_EQ(json::string_or(first, "note_text"), "Ring 0700 123 456");
    EXPECT_EQ(json::string_or(first, "by"), "worker_a");
    EXPECT_EQ(json::string_or(first, "at"), "2024-06-15T12:00:00.000Z");
    const auto& second = stored.at("note_edits").get_array().back().get_object();
    EXPECT_EQ(json::string_or(second, "note_subject"), "Call");
}

TEST_F(Notes, TheirHistoryAndTheirAuthorAreNotTheClientsToWrite) {
    ASSERT_TRUE(send("worker_a", {{"note_text", "Ring tomorrow"}}).has_value());
    const json::Array forged{json::Object{{"note_text", "never said"}}};
    static_cast<void>(send("worker_a", {{"note_edits", forged}, {"note_created_by", "manager_a"}}));
    EXPECT_EQ(edits(), 1U);
    EXPECT_EQ(json::string_or(note(), "note_created_by"), "worker_a");
    EXPECT_THAT(json::write(note()), ::testing::Not(::testing::HasSubstr("never said")));
}

TEST_F(Notes, ASaveOfOtherAnswersIsNoEditOfANote) {
    ASSERT_TRUE(world.update("worker_a", id, object_of(R"({"name_first": "Ada"})")).has_value());
    ASSERT_TRUE(send("worker_a", {{"note_text", "Ring 0700 123 456"}}).has_value());
    EXPECT_EQ(edits(), 0U);
}

TEST_F(Notes, WhoMayOnlyAddThemNeitherChangesNorRemovesOne) {
    // A manager has `add_note` and no `write`.
    EXPECT_FALSE(send("manager_a", {{"note_text", "changed"}}).has_value()) << "no write";
    for (const auto& change :
         {json::Object{{"note_text", "changed"}}, json::Object{{"_destroy", true}}}) {
        static_cast<void>(send("manager_a", change, "add_note"));
        EXPECT_EQ(json::string_or(note(), "note_text"), "Ring 0700 123 456");
    }
    ASSERT_TRUE(world
                    .update("manager_a", id,
                            object_of(R"({"notes_section": [{"note_text": "Seen."}]})"), "add_note")
                    .has_value());
    EXPECT_EQ(json::string_or(note(1), "note_created_by"), "manager_a");
    EXPECT_EQ(edits(), 0U);
}

TEST_F(Notes, AreKeptAsTheyAreWithoutTheSetting) {
    EXPECT_EQ(json::string_or(note(), "note_text"), "Ring 0700 123 456");
    EXPECT_FALSE(note().contains("note_scrubbed"));
}

TEST_F(ScrubbedNotes, LoseNumbersBeforeTheyAreStored) {
    EXPECT_EQ(json::string_or(note(), "note_text"), "Ring [phone]");
    EXPECT_THAT(json::string_list(note(), "note_scrubbed"), ElementsAre("phone"));
    ASSERT_TRUE(send("worker_a", {{"note_subject", "Mail a@b.example"}}).has_value());
    EXPECT_EQ(json::string_or(note(), "note_subject"), "Mail [e-mail]");
    EXPECT_THAT(json::string_list(note(), "note_scrubbed"), ElementsAre("phone", "email"));
    const auto history =
        world.records().history(world.as("worker_a"), {.record_type = "case", .id = id});
    ASSERT_TRUE(history.has_value());
    EXPECT_THAT(json::write(json::Value(history->data)),
                ::testing::Not(::testing::HasSubstr("0700")))
        << "nowhere, not even in the change log";
}

TEST_F(ScrubbedNotes, AreScrubbedWhenAddedWithoutWriteToo) {
    ASSERT_TRUE(world
                    .update("manager_a", id,
                            object_of(R"({"notes_section": [{"note_text": "0711 222 333"}]})"),
                            "add_note")
                    .has_value());
    EXPECT_EQ(json::string_or(note(1), "note_text"), "[phone]");
}

}  // namespace
}  // namespace amparo::records
