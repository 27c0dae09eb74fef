#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "records/owner_fields.hpp"
#include "records/records_test_support.hpp"

namespace amparo::records {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class CaseWrites : public ::testing::Test {
  protected:
    RecordAnswer create(std::string_view data, const std::string& user = "worker_a") {
        return world.create_case(user, object_of(data));
    }
    Result<RecordAnswer> try_create(std::string_view data, const std::string& user = "worker_a",
                                    Handling handling = Handling::lenient) {
        WriteRequest request;
        request.record_type = "case";
        request.data = object_of(data);
        request.handling = handling;
        return world.records().create(world.as(user), std::move(request));
    }
    Result<RecordAnswer> update(const RecordId& id, std::string_view data,
                                const std::string& user = "worker_a",
                                const std::string& action = "") {
        return world.update(user, id, object_of(data), action);
    }
    std::vector<std::string> pointers(const Result<RecordAnswer>& answer) {
        std::vector<std::string> found;
        if (answer) return {"accepted"};
        for (const auto& problem : answer.error().problems) found.push_back(problem.pointer);
        return found;
    }
    Errc code(const Result<RecordAnswer>& answer) {
        EXPECT_FALSE(answer.has_value());
        return answer ? Errc::busy : answer.error().code;
    }
    json::Object data_of(const RecordId& id) { return world.stored(id).data; }

    RecordsWorld world;
};

TEST_F(CaseWrites, ACreatedCaseComesBackWithWhatTheCreatorMayRead) {
    const auto made = create(R"({"name_first": "Ada", "name_last": "Bell", "age": 9})");
    EXPECT_EQ(made.revision, 1);
    EXPECT_FALSE(made.is_client_id);
    EXPECT_EQ(json::string_or(made.data, "name"), "Ada Bell");
    EXPECT_EQ(json::string_or(made.data, "id"), made.id.text());
    EXPECT_TRUE(made.data.at("enabled").get_bool());
    EXPECT_FALSE(made.data.contains("posted_at"));
    const auto read = world.records().read(world.as("worker_a"), "case", made.id, "");
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(json::integer_or(read->data, "age", 0), 9);
}

TEST_F(CaseWrites, AClientIdIsKeptAndItsNumberOnPaperStaysValid) {
    const std::string id = "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9";
    const auto made = create("{\"id\": \"" + id + "\", \"short_id\": \"6d7e8f9\", \"age\": 3}");
    EXPECT_TRUE(made.is_client_id);
    EXPECT_EQ(made.id.text(), id);
    EXPECT_EQ(json::string_or(data_of(made.id), "unique_identifier"), id);
    EXPECT_EQ(pointers(try_create(R"({"id": "NOT-A-UUID", "age": 3})")),
              std::vector<std::string>{"/id"});
}

TEST_F(CaseWrites, TheSameCreationSentTwiceIsOneChild) {
    const std::string_view body = R"({"id": "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9", "age": 3})";
    const auto first = create(body);
    const auto again = try_create(body);
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->id, first.id);
    EXPECT_EQ(world.listed("admin", "").size(), 1U);
    EXPECT_EQ(code(try_create(R"({"id": "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9", "age": 4})")),
              Errc::conflict);
    EXPECT_EQ(code(try_create(body, "worker_b")), Errc::conflict);
}

TEST_F(CaseWrites, AnIdentifierNoFormAsksForIsTheServersToGive) {
    const std::string_view body = R"({"age": 3,
        "unique_identifier": "aaaaaaaa-4f50-4617-8293-a4b5c6d7e8f9"})";
    ASSERT_TRUE(try_create(body, "admin").has_value());
    ASSERT_TRUE(try_create(body, "admin").has_value());
    EXPECT_EQ(world.listed("admin", "").size(), 2U);
    EXPECT_TRUE(world.listed("admin", "case_id=aaaaaaaa-4f50-4617-8293-a4b5c6d7e8f9").empty());
}

TEST_F(CaseWrites, WhatAFormShowsReadOnlyIsNotTakenFromAClient) {
    const auto made = create(R"({"name": "Typed", "name_first": "Ada"})");
    EXPECT_EQ(json::string_or(data_of(made.id), "name"), "Ada");
    ASSERT_TRUE(update(made.id, R"({"name": "Typed again"})").has_value());
    EXPECT_EQ(json::string_or(data_of(made.id), "name"), "Ada");
}

TEST_F(CaseWrites, ARepeatedKeyReplaysTheFirstAnswer) {
    WriteRequest request;
    request.record_type = "case";
    request.data = object_of(R"({"name_first": "Ada"})");
    request.repetition = Repetition{.key_hash = "k1", .body_hash = "b1"};
    const auto first = world.records().create(world.as("worker_a"), request);
    const auto again = world.records().create(world.as("worker_a"), request);
    ASSERT_TRUE(first.has_value());
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(first->id, again->id);
    EXPECT_EQ(json::write(first->data), json::write(again->data));
    EXPECT_EQ(world.listed("admin", "").size(), 1U);
    request.repetition->body_hash = "other";
    EXPECT_EQ(code(world.records().create(world.as("worker_a"), request)), Errc::invalid);
}

TEST_F(CaseWrites, RefusesAnEmptyBodyAnUnknownModuleAndWhoMayNotCreate) {
    EXPECT_EQ(code(try_create("{}")), Errc::invalid);
    EXPECT_EQ(pointers(try_create(R"({"module_id": "primeromodule-xx", "age": 1})")),
              std::vector<std::string>{"/module_id"});
    EXPECT_EQ(code(try_create(R"({"age": 1})", "manager_a")), Errc::forbidden);
    EXPECT_TRUE(world.listed("admin", "").empty());
}

TEST_F(CaseWrites, FindsEveryProblemAtOnceAndStoresNothing) {
    const auto answer = try_create(R"({"age": "nine", "sex": "unknown_option",
        "family_details_section": [{"relation_age": "x"}], "status": 5})");
    EXPECT_THAT(pointers(answer), ::testing::IsSupersetOf({std::string("/sex"), std::string("/age"),
                                                           std::string("/status")}));
    EXPECT_TRUE(world.listed("admin", "").empty());
}

TEST_F(CaseWrites, RefusesBirthdaysThatCannotBe) {
    EXPECT_EQ(pointers(try_create(R"({"date_of_birth": "2030-01-01"})")),
              std::vector<std::string>{"/date_of_birth"});
    EXPECT_EQ(pointers(try_create(R"({"date_of_birth": "1890-01-01"})")),
              std::vector<std::string>{"date_of_birth"});
    EXPECT_TRUE(try_create(R"({"date_of_birth": "2024-06-15"})").has_value());
}

TEST_F(CaseWrites, TextThatLooksLikeADateStaysText) {
    const auto made = create(R"({"name_nickname": "2020-01-01"})");
    EXPECT_EQ(json::string_or(data_of(made.id), "name_nickname"), "2020-01-01");
}

TEST_F(CaseWrites, ServerFieldsAreNotTheClientsToSet) {
    const auto made = create(R"({"age": 3, "created_by": "someone", "flagged": true,
        "approval_status_closure": "approved", "closure_approved": true,
        "associated_user_names": ["worker_b"], "owned_by_agency_id": "AGENCY-2"})");
    const auto data = data_of(made.id);
    EXPECT_EQ(json::string_or(data, "created_by"), "worker_a");
    EXPECT_FALSE(data.at("flagged").get_bool());
    EXPECT_FALSE(data.contains("approval_status_closure"));
    EXPECT_EQ(json::string_or(data, "owned_by_agency_id"), "AGENCY-1");
    EXPECT_THAT(json::write(data.at("associated_user_names")), Not(HasSubstr("worker_b")));
}

TEST_F(CaseWrites, ARecordForSomeoneElseNeedsTheRightToAssign) {
    EXPECT_EQ(code(try_create(R"({"age": 3, "owned_by": "worker_b"})")), Errc::forbidden);
    const auto made = create(R"({"age": 3, "owned_by": "worker_b"})", "admin");
    EXPECT_EQ(json::string_or(data_of(made.id), "owned_by_agency_id"), "AGENCY-2");
    EXPECT_EQ(pointers(try_create(R"({"age": 3, "owned_by": "nobody"})", "admin")),
              std::vector<std::string>{"/owned_by"});
}

TEST_F(CaseWrites, StrangersNeitherReadNorWriteNorLearnWhatExists) {
    const auto made = create(R"({"name_first": "Ada"})");
    const auto stranger = world.as("worker_b");
    const auto read = world.records().read(stranger, "case", made.id, "");
    EXPECT_EQ(code(read), Errc::forbidden);
    EXPECT_EQ(code(update(made.id, R"({"age": 3})", "worker_b")), Errc::forbidden);
    EXPECT_EQ(code(world.records().disable(stranger, "case", made.id)), Errc::forbidden);
    const auto nothing = RecordId::random(world.random);
    EXPECT_EQ(code(world.records().read(stranger, "case", nothing, "")), Errc::not_found);
    // Without the right on the type the answer is the same for what exists and what does not.
    EXPECT_EQ(code(world.records().read(stranger, "tracing_request", nothing, "")),
              Errc::forbidden);
    EXPECT_EQ(code(world.records().read(stranger, "tracing_request", made.id, "")),
              Errc::forbidden);
}

TEST_F(CaseWrites, AnUpdateMergesAndAnswersWithWhatChanged) {
    const auto made = create(R"({"name_first": "Ada", "age": 3,
        "family_details_section": [{"unique_id": "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9",
        "relation": "mother", "relation_name": "Eve"}]})");
    const auto answer = update(made.id, R"({"name_last": "Bell", "family_details_section": [
        {"unique_id": "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9", "relation_name": "Eva"}]})");
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(answer->revision, 2);
    EXPECT_EQ(json::string_or(answer->data, "name"), "Ada Bell");
    EXPECT_FALSE(answer->data.contains("age"));
    const auto row = data_of(made.id).at("family_details_section").get_array().front();
    EXPECT_EQ(json::string_or(row.get_object(), "relation"), "mother");
    EXPECT_EQ(json::string_or(row.get_object(), "relation_name"), "Eva");
}

TEST_F(CaseWrites, ConcurrentEditsOfDifferentFieldsBothSurvive) {
    const auto made = create(R"({"name_first": "Ada"})");
    constexpr int rounds = 20;
    const auto edit = [&](const char* field) {
        for (int i = 0; i < rounds; ++i) {
            json::Object data;
            data[field] = std::string(field) + std::to_string(i);
            ASSERT_TRUE(world.update("worker_a", made.id, std::move(data)).has_value());
        }
    };
    {
        const std::jthread one([&] { edit("name_last"); });
        const std::jthread two([&] { edit("name_nickname"); });
        const std::jthread three([&] { edit("name_other"); });
    }
    const auto data = data_of(made.id);
    EXPECT_EQ(json::string_or(data, "name_last"), "name_last19");
    EXPECT_EQ(json::string_or(data, "name_nickname"), "name_nickname19");
    EXPECT_EQ(json::string_or(data, "name_other"), "name_other19");
    EXPECT_EQ(world.stored(made.id).revision, 1 + 3 * rounds);
}

TEST_F(CaseWrites, IfMatchLetsNobodyOverwriteWhatTheyHaveNotSeen) {
    const auto made = create(R"({"name_first": "Ada"})");
    WriteRequest request;
    request.record_type = "case";
    request.data = object_of(R"({"name_first": "Eda"})");
    request.if_match = 1;
    ASSERT_TRUE(world.records().update(world.as("worker_a"), made.id, request).has_value());
    EXPECT_EQ(code(world.records().update(world.as("worker_a"), made.id, request)),
              Errc::precondition_failed);
    EXPECT_EQ(world.stored(made.id).revision, 2);
}

TEST_F(CaseWrites, AThreeWayClashNamesTheFieldsAndStoresNothing) {
    const auto made = create(R"({"name_first": "Ada", "age": 3, "sex": "female"})");
    ASSERT_TRUE(update(made.id, R"({"name_first": "Eda"})").has_value());
    WriteRequest request;
    request.record_type = "case";
    request.data = object_of(R"({"name_first": "Ida", "sex": "male"})");
    request.base =
        Base{.revision = 1, .values = object_of(R"({"name_first": "Ada", "sex": "female"})")};
    const auto clash = world.records().update(world.as("worker_a"), made.id, request);
    ASSERT_EQ(code(clash), Errc::conflict);
    EXPECT_EQ(pointers(clash), std::vector<std::string>{"/name_first"});
    const auto extra = object_of(clash.error().extra);
    EXPECT_EQ(json::integer_or(extra, "revision", 0), 2);
    EXPECT_EQ(json::string_or(extra.at("data").get_object(), "name_first"), "Eda");
    EXPECT_EQ(json::string_or(data_of(made.id), "sex"), "female");
    request.data = object_of(R"({"sex": "male"})");
    ASSERT_TRUE(world.records().update(world.as("worker_a"), made.id, request).has_value());
    EXPECT_EQ(json::string_or(data_of(made.id), "name_first"), "Eda");
    EXPECT_EQ(json::string_or(data_of(made.id), "sex"), "male");
}

TEST_F(CaseWrites, ClosingReopeningAndDisablingNeedTheirOwnRight) {
    const auto made = create(R"({"name_first": "Ada"})");
    EXPECT_EQ(code(update(made.id, R"({"status": "closed"})", "worker_a", "close")),
              Errc::forbidden);
    EXPECT_EQ(code(update(made.id, R"({"status": "closed"})", "worker_b", "close")),
              Errc::forbidden);
    ASSERT_TRUE(update(made.id, R"({"status": "closed"})", "manager_a", "close").has_value());
    EXPECT_EQ(json::string_or(data_of(made.id), "date_closure"), "2024-06-15");
    const std::string_view reopen = R"({"status": "open", "case_status_reopened": true})";
    EXPECT_EQ(code(update(made.id, reopen, "worker_a")), Errc::forbidden);
    ASSERT_TRUE(update(made.id, reopen, "manager_a", "reopen").has_value());
    EXPECT_EQ(json::string_or(data_of(made.id), "workflow"), "reopened");
}

TEST_F(CaseWrites, ADisabledRecordOnlyComesBack) {
    const auto made = create(R"({"name_first": "Ada"})");
    EXPECT_EQ(code(world.records().disable(world.as("worker_b"), "case", made.id)),
              Errc::forbidden);
    ASSERT_TRUE(world.records().disable(world.as("worker_a"), "case", made.id).has_value());
    EXPECT_FALSE(data_of(made.id).at("record_state").get_bool());
    EXPECT_TRUE(world.records().disable(world.as("worker_a"), "case", made.id).has_value());
    EXPECT_EQ(code(update(made.id, R"({"age": 9})")), Errc::invalid);
    EXPECT_TRUE(world.listed("worker_a", "record_state=true").empty());
    EXPECT_EQ(world.listed("worker_a", "").size(), 1U);
    EXPECT_TRUE(update(made.id, R"({"record_state": true})").has_value());
    EXPECT_TRUE(update(made.id, R"({"age": 9})").has_value());
}

TEST_F(CaseWrites, ARecordActionAllowsItsOwnKeysOnly) {
    const auto made = create(R"({"name_first": "Ada"})");
    const auto answer =
        update(made.id, R"({"status": "closed", "name_first": "Eda"})", "admin", "close");
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(json::string_or(data_of(made.id), "name_first"), "Ada");
    EXPECT_EQ(json::string_or(data_of(made.id), "status"), "closed");
    EXPECT_EQ(code(update(made.id, R"({"name_first": "Eda"})", "admin", "read")), Errc::invalid);
    EXPECT_EQ(code(update(made.id, R"({"name_first": "Eda"})", "admin", "no_such")), Errc::invalid);
}

TEST_F(CaseWrites, OwnerAndModuleStayWhatTheyAreInAPlainUpdate) {
    const auto made = create(R"({"name_first": "Ada"})");
    EXPECT_EQ(code(update(made.id, R"({"owned_by": "worker_b"})")), Errc::forbidden);
    EXPECT_TRUE(update(made.id, R"({"owned_by": "worker_a", "age": 4})").has_value());
    EXPECT_EQ(json::string_or(data_of(made.id), "owned_by"), "worker_a");
}

TEST_F(CaseWrites, AnEmptyUpdateTouchesTheRecordButNotItsHistory) {
    const auto made = create(R"({"name_first": "Ada"})");
    world.clock.advance(std::chrono::hours(1));
    ASSERT_TRUE(update(made.id, "{}").has_value());
    EXPECT_EQ(json::string_or(data_of(made.id), "last_updated_at"), "2024-06-15T13:00:00.000Z");
    const auto history =
        world.records().history(world.as("admin"), {.record_type = "case", .id = made.id});
    ASSERT_TRUE(history.has_value());
    EXPECT_EQ(history->total, 1U);
    EXPECT_EQ(history->data.size(), 1U);
}

TEST_F(CaseWrites, OthersNotesMayBeAnsweredButNotRewritten) {
    const auto made = create(R"({"name_first": "Ada", "notes_section": [
        {"unique_id": "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9", "note_text": "seen"}]})");
    const auto rewritten = update(made.id, R"({"notes_section": [
        {"unique_id": "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9", "note_text": "unseen"}]})",
                                  "admin");
    EXPECT_EQ(code(rewritten), Errc::invalid);
    EXPECT_TRUE(
        update(made.id, R"({"notes_section": [{"note_text": "answer"}]})", "admin").has_value());
    EXPECT_EQ(data_of(made.id).at("notes_section").get_array().size(), 2U);
}

TEST_F(CaseWrites, HistoryShowsWhatChangedToThoseWhoMayReadIt) {
    const auto made = create(R"({"name_first": "Ada", "age": 3})");
    ASSERT_TRUE(update(made.id, R"({"age": 4})").has_value());
    const auto history =
        world.records().history(world.as("admin"), {.record_type = "case", .id = made.id});
    ASSERT_TRUE(history.has_value());
    ASSERT_EQ(history->data.size(), 2U);
    const auto& newest = history->data[0].get_object();
    EXPECT_EQ(json::string_or(newest, "action"), "update");
    EXPECT_EQ(json::string_or(newest, "record_type"), "cases");
    EXPECT_THAT(json::write(newest.at("record_changes")),
                HasSubstr(R"({"age":{"from":3,"to":4}})"));
    const auto& oldest = history->data[1].get_object();
    EXPECT_EQ(json::string_or(oldest, "action"), "create");
    const auto first = json::write(oldest.at("record_changes"));
    EXPECT_THAT(first, HasSubstr(R"({"age":{"from":null,"to":3}})"));
    EXPECT_THAT(first, Not(HasSubstr("last_updated_at")));
    const auto filtered = world.records().history(
        world.as("admin"), {.record_type = "case", .id = made.id, .field_names = {"sex"}});
    EXPECT_EQ(filtered->total, 0U);
    const auto forbidden =
        world.records().history(world.as("worker_b"), {.record_type = "case", .id = made.id});
    ASSERT_FALSE(forbidden.has_value());
    EXPECT_EQ(forbidden.error().code, Errc::forbidden);
}

TEST_F(CaseWrites, HistoryMasksAProtectedName) {
    const auto made = create(R"({"name_first": "Ada", "name_last": "Bell", "hidden_name": true})");
    const auto history =
        world.records().history(world.as("admin"), {.record_type = "case", .id = made.id});
    ASSERT_TRUE(history.has_value());
    EXPECT_THAT(json::write(history->data), Not(HasSubstr("\"to\":\"Ada Bell\"")));
}

TEST_F(CaseWrites, ARecordFollowsItsOwnerToAnotherGroup) {
    const auto made = create(R"({"name_first": "Ada"})");
    EXPECT_EQ(world.listed("manager_a", "").size(), 1U);
    world.move_user("worker_a", "usergroup-primero-ftr");
    EXPECT_EQ(world.listed("manager_a", "").size(), 1U);
    const auto written = rewrite_owner_fields(world.records(), "worker_a", {});
    ASSERT_TRUE(written.has_value());
    EXPECT_EQ(*written, 1U);
    EXPECT_TRUE(world.listed("manager_a", "").empty());
    EXPECT_EQ(world.listed("worker_a", "").size(), 1U);
    const auto data = data_of(made.id);
    EXPECT_EQ(json::write(data.at("owned_by_groups")), R"(["usergroup-primero-ftr"])");
    EXPECT_EQ(json::string_or(data, "last_updated_by"), "worker_a");
    EXPECT_FALSE(data.contains("previously_owned_by"));
    EXPECT_EQ(*rewrite_owner_fields(world.records(), "worker_a", {}), 0U);
}

TEST_F(CaseWrites, LimitsHoldAtTheBound) {
    json::Object data{{"address_current", std::string(20'000, 'x')}};
    EXPECT_EQ(pointers(try_create(json::write(data))), std::vector<std::string>{"accepted"});
    data["address_current"] = std::string(20'001, 'x');
    EXPECT_EQ(pointers(try_create(json::write(data))),
              std::vector<std::string>{"/address_current"});
    json::Array rows(1001, json::Value(json::Object{{"relation", "mother"}}));
    json::Object many{{"family_details_section", rows}};
    EXPECT_EQ(code(try_create(json::write(many))), Errc::invalid);
}

TEST_F(CaseWrites, AServiceIsAddedToACaseFoundBySearchAndTellsNothingOfIt) {
    const auto made = create(R"({"name_first": "Ada",
        "services_section": [{"service_type": "health_medical_service"}]})");
    const std::string row = R"({"services_section": [{"service_type": "education_service"}]})";
    // Case workers may search everybody's cases, but add services only where the role says so.
    EXPECT_EQ(code(update(made.id, row, "worker_b", "services_section_from_case")),
              Errc::forbidden);
    EXPECT_EQ(code(update(made.id, row, "worker_b")), Errc::forbidden);
    const auto noted =
        update(made.id, R"({"notes_section": [{"note_subject": "Seen"}]})", "worker_b", "add_note");
    ASSERT_TRUE(noted.has_value());
    EXPECT_EQ(noted->data.size(), 1U);
    EXPECT_EQ(json::string_or(noted->data, "id"), made.id.text());
    EXPECT_EQ(json::find_array(data_of(made.id), "notes_section")->size(), 1U);
    EXPECT_EQ(code(update(made.id, R"({"notes_section": [], "age": 3})", "recipient", "add_note")),
              Errc::forbidden);
}

}  // namespace
}  // namespace amparo::records
