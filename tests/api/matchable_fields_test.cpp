// Fields of one's own that forms call matchable, over the wire (matching.md §§6.2, 13).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "cli/deployment.hpp"
#include "matching/live/service.hpp"
#include "records/live_definitions.hpp"
#include "store/documents.hpp"
#include "tests/support/wire.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::string base = "/api/v2/matching_configuration";
constexpr const char* trace = "00000000-0000-4000-8000-000000000001";

json::Object scar() {
    return {{"name", "scar"},
            {"type", "text_field"},
            {"display_name", json::Object{{"en", "Scar or birthmark"}}},
            {"matchable", true}};
}

WorldOptions with_scars() {
    const json::Array fields{scar()};
    return {
        .form_fields = {{"basic_identity", fields}, {"tracing_request_subform_section", fields}}};
}

class MatchableFields : public ::testing::Test {
  protected:
    explicit MatchableFields(const WorldOptions& options = with_scars()) : world(options) {
        world.matching();
    }

    void add_child(const std::string& of_case, const std::string& of_trace) {
        world.create_case("worker_a", {{"name_first", "Mohamed"},
                                       {"name_last", "Salah Idris"},
                                       {"age", 9},
                                       {"sex", "male"},
                                       {"consent_for_tracing", true},
                                       {"scar", of_case}});
        json::Object row{{"unique_id", trace},
                         {"name", "Mohamed Salah"},
                         {"age", 9},
                         {"sex", "male"},
                         {"scar", of_trace}};
        const auto made = world.as("tracer").post(
            "/api/v2/tracing_requests",
            wire({{"module_id", "primeromodule-cp"},
                  {"tracing_request_subform_section", json::Array{std::move(row)}}}));
        EXPECT_EQ(made.status, 200) << made.body;
    }
    /// What the evidence says of the field; empty when it says nothing.
    json::Object evidence() {
        const auto found =
            world.as("super").get("/api/v2/traces/" + std::string(trace) + "/potential_matches");
        EXPECT_EQ(found.status, 200) << found.body;
        const auto matches = found.object().at("potential_matches").as_array();
        EXPECT_THAT(matches, SizeIs(1));
        if (matches.empty()) return {};
        for (const auto& bar : matches.front().at("evidence").as_array()) {
            if (bar.at("fields").as_array().front().at(0).as_string() == "scar")
                return bar.as_object();
        }
        return {};
    }
    Reply patch(const std::string& data) {
        const auto reply = world.as("super").patch(base, R"({"data": )" + data + "}");
        settle();
        return reply;
    }
    static json::Array automatic(const Reply& reply, const char* model = "tracing") {
        const auto metadata = reply.json().at("metadata").as_object();
        return metadata.at("automatic").at(model).as_array();
    }
    void settle() {
        for (int at = 0; at < 500 && world.matching().is_catching_up(); ++at)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }

    World world;
};

TEST_F(MatchableFields, CountALittleAndAreSaidToDoSoByThemselves) {
    add_child("Burn on the left arm", "burn on the left arm");
    const auto bar = evidence();
    ASSERT_FALSE(bar.empty());
    EXPECT_EQ(bar.at("comparator").as_string(), "scar");
    EXPECT_EQ(bar.at("level").as_string(), "agree");
    EXPECT_EQ(bar.at("weight_bits").to_number<double>(), 1);
    EXPECT_TRUE(bar.at("automatic").as_bool());
    EXPECT_THAT(std::string(bar.at("text").as_string()), HasSubstr("Scar or birthmark"));
    const auto shown = world.as("super").get(base);
    EXPECT_THAT(automatic(shown), SizeIs(1));
    EXPECT_THAT(automatic(shown, "duplicates"), SizeIs(1));
    EXPECT_EQ(shown.body.find("\"data\":{\"scar"), std::string::npos);
}

TEST_F(MatchableFields, SpeakAgainstWhereTheyDiffer) {
    add_child("Burn on the left arm", "None at all");
    EXPECT_EQ(evidence().at("weight_bits").to_number<double>(), -0.5);
}

TEST_F(MatchableFields, AreLeftOutWhenAnAdministratorSaysSo) {
    add_child("Burn on the left arm", "Burn on the left arm");
    const auto changed = patch(R"({"tracing": {"left_out": ["scar"]}})");
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_THAT(automatic(changed), IsEmpty());
    EXPECT_THAT(automatic(changed, "duplicates"), SizeIs(1));
    EXPECT_THAT(evidence(), IsEmpty());
    EXPECT_EQ(patch(R"({"tracing": {"left_out": null}})").status, 200);
    EXPECT_FALSE(evidence().empty());
    EXPECT_EQ(patch(R"({"tracing": {"left_out": [7]}})").status, 422);
}

TEST_F(MatchableFields, GetTheWeightsThatAnAdministratorGivesThem) {
    add_child("Burn on the left arm", "Burn on the left arm");
    const auto shown = world.as("super").get(base);
    auto criteria = shown.object().at("tracing").at("comparators").as_array();
    auto own = automatic(shown).front().as_object();
    own["weights"] = json::Object{{"agree", 4}, {"disagree", -2}};
    criteria.emplace_back(std::move(own));
    const json::Object data{{"tracing", json::Object{{"comparators", std::move(criteria)}}}};
    const auto changed = patch(json::write(data));
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_THAT(automatic(changed), IsEmpty());
    const auto bar = evidence();
    EXPECT_EQ(bar.at("weight_bits").to_number<double>(), 4);
    EXPECT_FALSE(bar.contains("automatic"));
}

TEST_F(MatchableFields, AreInAPreviewOnBothSides) {
    const auto asked =
        json::Object{{"a", json::Object{{"name", "Mohamed Salah"}, {"scar", "Burn"}}},
                     {"b", json::Object{{"name", "Mohamed Salah"}, {"scar", "Burn"}}}};
    const auto reply = world.as("super").post(base + "/preview", wire(asked));
    ASSERT_EQ(reply.status, 200) << reply.body;
    for (const auto* side : {"before", "after"})
        EXPECT_THAT(json::write(reply.object().at(side)), HasSubstr("scar")) << side;
}

TEST(MatchableFieldsOfAnotherForm, TakePartAsSoonAsTheFormSaysSo) {
    World world;
    world.matching();
    const auto count = [&] {
        const auto shown = world.as("super").get(base).json().at("metadata").as_object();
        return shown.at("automatic").at("duplicates").as_array().size();
    };
    EXPECT_EQ(count(), 0u);
    auto& database = world.deployment().database();
    ASSERT_TRUE(database
                    .write([&](store::Transaction& transaction) -> Result<> {
                        AMPARO_TRY(auto form, store::find_document(transaction, records::form_kind,
                                                                   "basic_identity"));
                        form->data["fields"].as_array().push_back(scar());
                        AMPARO_CHECK(store::put_document(transaction, {.kind = form->kind,
                                                                       .key = form->key,
                                                                       .expected = form->revision,
                                                                       .data = form->data,
                                                                       .actor = "test"}));
                        return {};
                    })
                    .has_value());
    EXPECT_EQ(count(), 1u);
    for (int at = 0; at < 500 && world.matching().is_catching_up(); ++at)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    const auto& comparators = world.matching().configuration()->duplicates.comparators;
    EXPECT_EQ(comparators.back().id, "scar");
    EXPECT_TRUE(comparators.back().is_automatic);
}

}  // namespace
}  // namespace amparo::testing
