// What the surviving case answers, who may merge, and what is refused (case-management.md §3.22).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <thread>

#include "casework/merging/merge_test_support.hpp"
#include "records/derived/values.hpp"

namespace amparo::casework {
namespace {

using records::object_of;
using records::derived::rows;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::SizeIs;

TEST_F(Merging, AnswersAreChosenFieldByFieldAndTheOtherCaseStaysWhole) {
    const auto survivor = make_case(R"({"name_first": "Laila", "sex": "female", "age": 9,
        "nationality": ["kenya"], "address_current": "Well"})");
    const auto other = make_case(R"({"name_first": "Leyla", "sex": "female", "age": 10,
        "nationality": ["somalia"], "telephone_current": "0700"})");
    const auto before = data(other);
    const auto merged = merge(survivor, other, R"({"name_first": "other",
        "nationality": "both", "age": {"value": 11}})");
    ASSERT_TRUE(merged.has_value()) << why(merged) << first_why(merged);
    const auto now = data(survivor);
    EXPECT_EQ(json::string_or(now, "name_first"), "Leyla");
    EXPECT_EQ(json::integer_or(now, "age", 0), 11);
    EXPECT_THAT(json::string_list(now, "nationality"), ElementsAre("kenya", "somalia"));
    EXPECT_EQ(json::string_or(now, "address_current"), "Well");
    EXPECT_EQ(json::string_or(now, "telephone_current"), "0700");
    EXPECT_EQ(json::string_or(now, "status"), "open");
    EXPECT_THAT(json::string_list(now, "duplicates"), ElementsAre(other.text()));
    const auto kept = data(other);
    EXPECT_EQ(json::string_or(kept, "status"), "duplicate");
    EXPECT_EQ(json::string_or(kept, "duplicate_case_id"), survivor.text());
    for (const auto* key : {"name_first", "sex", "age", "nationality", "telephone_current", "name"})
        EXPECT_FALSE(records::derived::is_changed(before, kept, key)) << key;
    EXPECT_EQ(json::string_or(*merged, "state"), "merged");
    EXPECT_EQ(json::integer_or(*merged, "revision", 0), world.stored(survivor).revision);
}

TEST_F(Merging, WhatDiffersMustBeChosenAndEveryWrongChoiceIsNamed) {
    const auto survivor = make_case(R"({"name_first": "Laila", "sex": "female", "age": 9})");
    const auto other = make_case(R"({"name_first": "Leyla", "sex": "female", "age": 10})");
    const auto undecided = merge(survivor, other);
    EXPECT_THAT(pointers(undecided), Contains("/data/choices/name_first"));
    EXPECT_THAT(pointers(undecided), Contains("/data/choices/age"));
    const auto wrong = merge(survivor, other, R"({"name_first": "newest", "age": {"value": "x"},
        "status": "other", "no_such_field": "this"})");
    EXPECT_THAT(pointers(wrong), ::testing::UnorderedElementsAre(
                                     "/data/choices/status", "/data/choices/no_such_field",
                                     "/data/choices/name_first", "/data/choices/age/value"));
    EXPECT_EQ(world.stored(survivor).revision, 1);
    EXPECT_EQ(world.stored(other).revision, 1);
}

TEST_F(Merging, RowsAreKeptPickedOrJoined) {
    const auto survivor = make_case(R"({"services_section": [
        {"unique_id": "11111111-1111-4111-8111-111111111111",
         "service_type": "health_medical_service"}]})");
    const auto other = make_case(R"({"services_section": [
        {"unique_id": "22222222-2222-4222-8222-222222222222",
         "service_type": "health_medical_service",
         "service_provider": "Clinic"},
        {"unique_id": "33333333-3333-4333-8333-333333333333",
         "service_type": "police_other_service"}]})");
    const auto joined = merge(survivor, other, R"({"services_section": {"rows": [
        {"this": "11111111-1111-4111-8111-111111111111",
         "other": "22222222-2222-4222-8222-222222222222"},
        {"other": "33333333-3333-4333-8333-333333333333"}]}})");
    ASSERT_TRUE(joined.has_value()) << first_why(joined);
    const auto now = data(survivor);
    const auto services = rows(now, "services_section");
    ASSERT_THAT(services, SizeIs(2));
    EXPECT_EQ(json::string_or(*services[0], "unique_id"), "11111111-1111-4111-8111-111111111111");
    EXPECT_EQ(json::string_or(*services[0], "service_provider"), "Clinic");
    EXPECT_EQ(json::string_or(*services[1], "service_type"), "police_other_service");
    ASSERT_TRUE(undo(survivor, other).has_value());
    const auto both = merge(survivor, other);
    ASSERT_TRUE(both.has_value()) << first_why(both);
    const auto all = data(survivor);
    EXPECT_THAT(rows(all, "services_section"), SizeIs(3));
    const auto twice = merge(make_case("{}"), make_case(R"({"services_section": [
        {"unique_id": "44444444-4444-4444-8444-444444444444"}]})"),
                             R"({"services_section": {"rows": [
        {"other": "44444444-4444-4444-8444-444444444444"},
        {"other": "44444444-4444-4444-8444-444444444444"}, {"this": "x"}]}})");
    EXPECT_THAT(pointers(twice), ElementsAre("/data/choices/services_section/rows/1/other",
                                             "/data/choices/services_section/rows/2/this"));
}

TEST_F(Merging, HowExactlyADateIsKnownGoesWithIt) {
    const auto day = R"({"date_of_separation": "2020-05-07", "family_details_section": [
        {"unique_id": "11111111-1111-4111-8111-111111111111",
         "relation_date_of_birth": "1980-05-07"}]})";
    const auto year = R"({"date_of_separation": "2020-01-01",
        "date_of_separation_precision": "year", "family_details_section": [
        {"unique_id": "22222222-2222-4222-8222-222222222222", "relation_name": "Amal",
         "relation_date_of_birth": "1980-01-01", "relation_date_of_birth_precision": "year"}]})";
    const auto merged = [&](const std::string& choice, const std::string& fields) {
        const auto survivor = make_case(day);
        const auto done = merge(survivor, make_case(year),
                                R"({"date_of_separation": )" + choice +
                                    R"(, "family_details_section": {"rows": [
            {"this": "11111111-1111-4111-8111-111111111111",
             "other": "22222222-2222-4222-8222-222222222222", "fields": {)" +
                                    fields + "}}]}}");
        EXPECT_TRUE(done.has_value()) << first_why(done);
        const auto now = data(survivor);
        const auto kin = rows(now, "family_details_section");
        EXPECT_THAT(kin, SizeIs(1));
        return std::pair(
            json::string_or(now, "date_of_separation_precision"),
            kin.empty() ? "" : json::string_or(*kin[0], "relation_date_of_birth_precision"));
    };
    EXPECT_EQ(merged(R"("this")", ""), std::pair(std::string(), std::string()));
    EXPECT_EQ(merged(R"("other")", R"("relation_date_of_birth": "other")"),
              std::pair(std::string("year"), std::string("year")));
    EXPECT_EQ(merged(R"({"value": "2020-06-02"})", "").first, "");
}

TEST_F(Merging, NotesAreNeverTakenAwayAndKeepTheirAuthors) {
    const auto survivor = make_case(R"({"notes_section": [{"note_subject": "One"}]})", "worker_a");
    const auto other = make_case(R"({"notes_section": [{"note_subject": "Two"}]})", "worker_a");
    EXPECT_EQ(first_why(merge(survivor, other, R"({"notes_section": "other"})")),
              "errors.merge.rows_stay");
    ASSERT_TRUE(merge(survivor, other).has_value());
    const auto now = data(survivor);
    const auto notes = rows(now, "notes_section");
    ASSERT_THAT(notes, SizeIs(2));
    EXPECT_EQ(json::string_or(*notes[1], "note_created_by"), "worker_a");
}

TEST_F(Merging, OnlyThoseMayWhoHoldBothCasesAndTheRights) {
    const auto survivor = make_case(R"({"age": 9})", "worker_a");
    const auto other = make_case(R"({"age": 9})", "worker_a");
    for (const auto* name : {"worker_a", "worker_b", "manager_a", "tracer", "recipient"}) {
        const auto refused = merge(survivor, other, "{}", name);
        ASSERT_FALSE(refused.has_value()) << name;
        EXPECT_EQ(refused.error().code, Errc::forbidden) << name;
        const auto seen = preview_merge(world.as(name), world.records(), {survivor, other});
        ASSERT_FALSE(seen.has_value()) << name;
        EXPECT_EQ(seen.error().code, Errc::forbidden) << name;
        EXPECT_EQ(undo(survivor, other, name).error().code, Errc::forbidden) << name;
    }
    const auto itself = merge(survivor, survivor);
    EXPECT_EQ(why(itself), "errors.merge.itself");
    const auto nowhere = RecordId::random(world.random);
    const auto absent = merge_cases(world.as("admin"), world.records(),
                                    {.pair = {survivor, nowhere}, .revision = 1});
    ASSERT_FALSE(absent.has_value());
    EXPECT_EQ(absent.error().code, Errc::not_found);
    EXPECT_EQ(undo(survivor, other).error().code, Errc::not_found);
}

TEST_F(Merging, WhatChangedSinceItWasSeenIsNotMerged) {
    const auto survivor = make_case(R"({"age": 9})");
    const auto other = make_case(R"({"age": 9})");
    ASSERT_TRUE(save(other, R"({"sex": "male"})").has_value());
    const auto stale = merge_cases(world.as("admin"), world.records(),
                                   {.pair = {survivor, other}, .revision = 1, .other_revision = 1});
    ASSERT_FALSE(stale.has_value());
    EXPECT_EQ(stale.error().code, Errc::conflict);
    EXPECT_EQ(stale.error().field, "/data/other_revision");
    EXPECT_EQ(text(other, "status"), "open");
}

TEST_F(Merging, ObstaclesAreNamedWithTheirSide) {
    const auto first = make_case(R"({"age": 9})");
    const auto second = make_case(R"({"age": 9})");
    const auto third = make_case(R"({"age": 9})");
    ASSERT_TRUE(merge(first, second).has_value());
    EXPECT_EQ(first_why(merge(third, second)), "errors.merge.is_duplicate");
    EXPECT_EQ(first_why(merge(second, third)), "errors.merge.is_duplicate");
    ASSERT_TRUE(save(third, R"({"status": "closed"})").has_value());
    EXPECT_EQ(first_why(merge(third, first)), "errors.merge.closed");
    EXPECT_THAT(pointers(merge(third, first)), ElementsAre("this"));
    ASSERT_TRUE(world.records().disable(world.as("admin"), "case", third).has_value());
    EXPECT_EQ(first_why(merge(first, third)), "errors.record_disabled");
}

TEST_F(Merging, OfTwoAtOnceOneWins) {
    for (int round = 0; round < 10; ++round) {
        const auto first = make_case(R"({"age": 9})");
        const auto second = make_case(R"({"age": 9})");
        std::array<Result<json::Object>, 2> outcomes{json::Object(), json::Object()};
        const auto go = [&](std::size_t index, RecordId survivor, RecordId other) {
            outcomes.at(index) =
                merge_cases(world.as("admin"), world.records(),
                            {.pair = {survivor, other}, .revision = 1, .other_revision = 1});
        };
        std::thread one(go, 0, first, second);
        std::thread two(go, 1, second, first);
        one.join();
        two.join();
        EXPECT_NE(outcomes[0].has_value(), outcomes[1].has_value());
        const auto& lost = outcomes[0] ? outcomes[1] : outcomes[0];
        EXPECT_EQ(lost.error().code, Errc::conflict);
        const auto duplicates = static_cast<int>(text(first, "status") == "duplicate") +
                                static_cast<int>(text(second, "status") == "duplicate");
        EXPECT_EQ(duplicates, 1);
    }
}

TEST_F(Merging, AnEditDuringAMergeIsNeitherLostNorWrittenOver) {
    for (int round = 0; round < 10; ++round) {
        const auto survivor = make_case(R"({"age": 9, "sex": "male"})");
        const auto other = make_case(R"({"age": 9, "sex": "female"})");
        Result<json::Object> merged = json::Object();
        std::thread merging([&] {
            merged = merge_cases(world.as("admin"), world.records(),
                                 {.pair = {survivor, other},
                                  .revision = 1,
                                  .other_revision = 1,
                                  .choices = object_of(R"({"sex": "other"})")});
        });
        const auto written = save(survivor, R"({"address_current": "Well"})");
        merging.join();
        EXPECT_TRUE(written.has_value());
        EXPECT_EQ(text(survivor, "address_current"), "Well");
        EXPECT_EQ(text(survivor, "sex"), merged ? "female" : "male");
    }
}

}  // namespace
}  // namespace amparo::casework
