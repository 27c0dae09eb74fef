// Sought children and their links with cases (case-management.md §3.25, matching.md §10.2).
#include "casework/traces.hpp"

#include <gmock/gmock.h>

#include "casework/links_test_support.hpp"

namespace amparo::casework {
namespace {

using records::derived::rows;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr const char* reunion = "11111111-1111-4111-8111-111111111111";
using TraceLinks = Links;

constexpr const char* one_sought = R"({"relation_name": "Ana",
    "tracing_request_subform_section": [{"name": "Ali"}]})";

TEST_F(TraceLinks, MatchingATraceIsInBothHistories) {
    const auto id = make("case", R"({"age": 3, "consent_for_tracing": true})");
    const auto unwilling = make("case", R"({"age": 4})");
    const auto request = make("tracing_request", R"({"relation_name": "Ana",
        "tracing_request_subform_section": [{"name": "Ali"}, {"name": "Rui"}]})");
    EXPECT_THAT(json::string_list(data(request), "tracing_names"), ElementsAre("Ali", "Rui"));
    const auto trace = json::string_or(sought(request), "unique_id");
    const auto refused = link(request, trace, unwilling);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().message.key, "errors.matches.no_tracing_consent");
    ASSERT_TRUE(link(request, trace, id).has_value());
    const auto admin = world.as("admin");
    const auto matched = read_trace(admin, world.records(), *Uuid::parse(trace));
    ASSERT_TRUE(matched.has_value());
    EXPECT_EQ(json::string_or(*matched, "matched_case_id"), id.text());
    EXPECT_EQ(json::string_or(*matched, "name"), "Ali");
    EXPECT_EQ(json::string_or(sought(request), "tracing_request_status"), "verified");
    EXPECT_EQ(text(id, "matched_tracing_request_id"), request.text());
    EXPECT_THAT(touched(id), ::testing::Contains("matched_traces"));
    EXPECT_THAT(touched(request), ::testing::Contains("tracing_request_subform_section"));
    EXPECT_THAT(*list_traces_of_case(admin, world.records(), id), SizeIs(1));
}

TEST_F(TraceLinks, ALinkedTraceIsRemovedOnlyWhenItsLinkIsTakenBack) {
    const auto id = make("case", R"({"age": 3, "consent_for_tracing": true})");
    const auto request = make("tracing_request", R"({"relation_name": "Ana",
        "tracing_request_subform_section": [{"name": "Ali"}, {"name": "Rui"}]})");
    const auto trace = json::string_or(sought(request), "unique_id");
    ASSERT_TRUE(link(request, trace, id).has_value());
    const auto remove = [&] {
        return save("tracing_request", request,
                    R"({"tracing_request_subform_section": [{"unique_id": ")" + trace +
                        R"(", "_destroy": true}]})");
    };
    const auto refused = remove();
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Errc::invalid);
    EXPECT_EQ(refused.error().message.key, "errors.matches.unlink_first");
    EXPECT_THAT(json::string_list(data(id), matched_traces_key), ElementsAre(trace));
    ASSERT_TRUE(link(request, trace, std::nullopt).has_value());
    EXPECT_THAT(json::string_list(data(id), matched_traces_key), IsEmpty());
    EXPECT_EQ(text(id, "matched_tracing_request_id"), "");
    EXPECT_EQ(json::string_or(sought(request), "tracing_request_status", "open"), "open");
    ASSERT_TRUE(remove().has_value());
    EXPECT_THAT(json::string_list(data(request), "tracing_names"), ElementsAre("Rui"));
    EXPECT_EQ(read_trace(world.as("admin"), world.records(), *Uuid::parse(trace)).error().code,
              Errc::not_found);
}

TEST_F(TraceLinks, ATraceStaysWithItsRequest) {
    const std::string named = R"({"relation_name": "Ana", "tracing_request_subform_section": [)";
    const auto first = make("tracing_request", named + R"({"name": "Ali"}]})");
    const auto second = make("tracing_request", named + R"({"name": "Rui"}]})");
    const auto trace = json::string_or(sought(first), "unique_id");
    const auto taken = save("tracing_request", second,
                            R"({"tracing_request_subform_section": [{"unique_id": ")" + trace +
                                R"(", "name": "Stolen"}]})");
    ASSERT_FALSE(taken.has_value());
    EXPECT_EQ(taken.error().code, Errc::conflict);
    EXPECT_EQ(taken.error().message.key, "errors.matches.foreign_trace");
    EXPECT_THAT(json::string_list(data(second), "tracing_names"), ElementsAre("Rui"));
    const auto kept = save("tracing_request", first,
                           R"({"tracing_request_subform_section": [{"unique_id": ")" + trace +
                               R"(", "name": "Alí"}]})");
    ASSERT_TRUE(kept.has_value());
    EXPECT_EQ(json::string_or(sought(first), "name"), "Alí");
}

// Else one person could link alone what two have to confirm, and a form that was opened before a
// link was made would take it away.
TEST_F(TraceLinks, NoFormMakesMovesOrTakesAwayALink) {
    const auto first = make("case", R"({"consent_for_tracing": true})");
    const auto second = make("case", R"({"consent_for_tracing": true})");
    const auto request = make("tracing_request", R"({"tracing_request_subform_section": [
        {"name": "Ali", "matched_case_id": ")" + first.text() +
                                                     "\"}]}");
    const auto linked_case = [&] { return json::string_or(sought(request), "matched_case_id"); };
    EXPECT_EQ(linked_case(), "");
    const auto trace = json::string_or(sought(request), "unique_id");
    // As a super user's form sends it, who may write every field.
    const auto send = [&](const json::Value& value) {
        json::Object row{{"unique_id", trace}, {"name", "Ali B"}, {"matched_case_id", value}};
        return save("tracing_request", request,
                    json::Object{{"tracing_request_subform_section", json::Array{row}}})
            .has_value();
    };
    EXPECT_TRUE(send(json::Value(first.text())));
    EXPECT_EQ(linked_case(), "");
    EXPECT_EQ(json::string_or(sought(request), "name"), "Ali B") << "the rest is saved";
    EXPECT_THAT(json::string_list(data(first), matched_traces_key), IsEmpty());
    ASSERT_TRUE(link(request, trace, first).has_value());
    const auto over = link(request, trace, second);
    ASSERT_FALSE(over.has_value());
    EXPECT_EQ(over.error().message.key, "errors.matches.linked_elsewhere");
    for (const auto& value : {json::Value(nullptr), json::Value(second.text())}) {
        EXPECT_TRUE(send(value));
        EXPECT_EQ(linked_case(), first.text());
    }
    EXPECT_THAT(json::string_list(data(first), matched_traces_key), ElementsAre(trace));
    // The list by which a merge says that a link has moved is no answer either.
    ASSERT_TRUE(save("case", second, json::Object{{matched_traces_key, json::Array{trace}}}));
    EXPECT_THAT(json::string_list(data(second), matched_traces_key), IsEmpty());
}

TEST_F(TraceLinks, AReunificationOfTheCaseEndsTheSearchOfItsTraces) {
    const auto id = make("case", R"({"consent_for_tracing": true})");
    const auto request = make("tracing_request", R"({"tracing_request_subform_section": [
        {"name": "Ali"}, {"name": "Rui"}]})");
    const auto aunts = make("tracing_request", one_sought);
    for (const auto& of : {request, aunts})
        ASSERT_TRUE(link(of, json::string_or(sought(of), "unique_id"), id).has_value());
    const auto status = [&](const RecordId& of) {
        return json::string_or(sought(of), "tracing_request_status", "open");
    };
    // The shipped forms have no such section: a deployment that adds one has its answers.
    const auto reunite = [&](json::Object row) {
        row["unique_id"] = reunion;
        return world.records()
            .edit(world.as("admin"),
                  [&](records::Edit& edit) -> Result<> {
                      AMPARO_TRY(auto* draft, edit.open({.record_type = "case", .id = id}));
                      draft->data()["reunification_details_section"] = json::Array{row};
                      return {};
                  })
            .has_value();
    };
    ASSERT_TRUE(reunite({{"name_adult", "Ana"}}));
    EXPECT_EQ(status(request), "verified") << "it is being prepared";
    ASSERT_TRUE(reunite({{"date_reunification", "2024-05-01"}}));
    EXPECT_EQ(status(request), "reunified");
    EXPECT_EQ(status(aunts), "reunified");
    const auto all = data(request);
    EXPECT_EQ(json::string_or(*rows(all, traces_section).back(), "tracing_request_status", "open"),
              "open")
        << "the brother is still looked for";
    ASSERT_TRUE(reunite({{"date_reunification", nullptr}}));
    EXPECT_EQ(status(request), "verified") << "it was a mistake";
    ASSERT_TRUE(save("tracing_request", aunts,
                     R"({"tracing_request_subform_section": [{"unique_id": ")" +
                         json::string_or(sought(aunts), "unique_id") +
                         R"(", "tracing_request_status": "closed"}]})"));
    ASSERT_TRUE(reunite({{"date_reunification", "2024-05-02"}}));
    EXPECT_EQ(status(request), "reunified");
    EXPECT_EQ(status(aunts), "closed");
}

TEST_F(TraceLinks, ATracerMatchesOnlyCasesThatMayBeTraced) {
    const auto request = make("tracing_request", one_sought, "tracer");
    const auto trace = json::string_or(sought(request), "unique_id");
    const auto is_matched = [&](const RecordId& id) {
        const auto matched = link(request, trace, id, "tracer");
        EXPECT_TRUE(matched || matched.error().code == Errc::forbidden);
        return matched.has_value();
    };
    // None of these cases can be read by the tracer.
    const auto agreed = make("case", R"({"consent_for_tracing": true})");
    EXPECT_TRUE(is_matched(agreed));
    ASSERT_TRUE(link(request, trace, std::nullopt, "tracer").has_value());
    EXPECT_FALSE(is_matched(make("case", R"({"age": 3})")));
    const auto disabled = make("case", R"({"consent_for_tracing": true})");
    ASSERT_TRUE(save("case", disabled, R"({"record_state": false})").has_value());
    EXPECT_FALSE(is_matched(disabled));
    const auto closed = make("case", R"({"consent_for_tracing": true})");
    ASSERT_TRUE(save("case", closed, R"({"status": "closed"})").has_value());
    EXPECT_TRUE(is_matched(closed));
    ASSERT_TRUE(link(request, trace, std::nullopt, "tracer").has_value());
    const auto duplicate = make("case", R"({"consent_for_tracing": true})");
    ASSERT_TRUE(save("case", duplicate, R"({"status": "duplicate"})").has_value());
    EXPECT_FALSE(is_matched(duplicate));
}

}  // namespace
}  // namespace amparo::casework
