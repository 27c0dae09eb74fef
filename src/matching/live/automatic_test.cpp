// Fields of one's own that forms call matchable (matching.md 6.2, 13).
#include "matching/live/automatic.hpp"

#include <fmt/format.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "forms/source.hpp"
#include "matching/engine/features.hpp"
#include "matching/engine/layout.hpp"
#include "matching/live/stored.hpp"

namespace amparo::matching {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Forms = std::shared_ptr<const forms::Definitions>;

const std::filesystem::path configuration = std::filesystem::path(AMPARO_SOURCE_DIR) / "config";

json::Object shipped() {
    return shipped_configuration_of(configuration / "matching").value().configuration;
}

json::Object field(const char* name, const char* type, json::Object more = {}) {
    json::Object made{{"name", name},
                      {"type", type},
                      {"display_name", json::Object{{"en", name}}},
                      {"matchable", true}};
    for (auto& [key, value] : more) made[key] = value;
    return made;
}

/// The shipped forms with further fields: form → fields.
Forms forms_with(const json::Object& added) {
    auto source = forms::load_source_from(configuration).value();
    for (auto& form : source.forms) {
        const auto* fields = added.if_contains(json::string_or(form, "unique_id"));
        if (fields == nullptr) continue;
        for (const auto& one : fields->as_array()) form["fields"].as_array().push_back(one);
    }
    return forms::Definitions::load(std::move(source)).value();
}

Forms forms_of_both_sides(const json::Array& fields) {
    return forms_with({{"basic_identity", fields}, {"tracing_request_subform_section", fields}});
}

json::Array of(std::string_view model, const json::Object& rules, const Forms& forms) {
    return automatic_criteria(rules, *forms).at(model).as_array();
}

std::vector<std::string> types_of(const json::Array& criteria) {
    std::vector<std::string> types;
    for (const auto& one : criteria)
        types.push_back(json::string_or(one.as_object(), "id") + " " +
                        json::string_or(one.as_object(), "type"));
    return types;
}

json::Array fields_of_every_type() {
    return {field("scar", "text_field"),
            field("clan", "select_box",
                  {{"option_strings_text",
                    json::Array{
                        json::Object{{"id", "a"}, {"display_text", json::Object{{"en", "A"}}}}}}}),
            field("skills", "select_box",
                  {{"multi_select", true}, {"option_strings_source", "lookup lookup-language"}}),
            field("market", "select_box", {{"option_strings_source", "Location"}}),
            field("shoe_size", "numeric_field"),
            field("day_of_baptism", "date_field"),
            field("is_twin", "tick_box"),
            field("drawing", "photo_upload_box")};
}

TEST(AutomaticCriteria, TheShippedFormsAddNone) {
    const auto forms = forms_with({});
    EXPECT_THAT(of("tracing", shipped(), forms), IsEmpty());
    EXPECT_THAT(of("duplicates", shipped(), forms), IsEmpty());
    EXPECT_EQ(with_automatic(shipped(), *forms), shipped());
}

TEST(AutomaticCriteria, EachFieldIsComparedByItsTypeWithSmallWeights) {
    const auto forms = forms_of_both_sides(fields_of_every_type());
    const auto expected =
        ElementsAre("clan select", "day_of_baptism date", "is_twin select", "market location",
                    "scar text", "shoe_size number", "skills overlap");
    EXPECT_THAT(types_of(of("tracing", shipped(), forms)), expected);
    EXPECT_THAT(types_of(of("duplicates", shipped(), forms)), expected);
    const auto criterion = of("tracing", shipped(), forms)[4].as_object();
    EXPECT_EQ(criterion.at("case"), json::Value(json::Array{"scar"}));
    EXPECT_EQ(criterion.at("trace"), json::Value(json::Array{"scar"}));
    EXPECT_EQ(criterion.at("weights"),
              json::Value(json::Object{{"agree", 1.0}, {"disagree", -0.5}}));
    EXPECT_TRUE(criterion.at("automatic").as_bool());
    const auto rules = Configuration::parse(json::write(with_automatic(shipped(), *forms)));
    ASSERT_TRUE(rules.has_value());
    EXPECT_TRUE(rules->tracing.comparators.back().is_automatic);
    EXPECT_FALSE(rules->tracing.comparators.front().is_automatic);
}

TEST(AutomaticCriteria, InTracingBothSidesMustAskTheSame) {
    const auto only_cases =
        forms_with({{"basic_identity", json::Array{field("scar", "text_field")}}});
    EXPECT_THAT(of("tracing", shipped(), only_cases), IsEmpty());
    EXPECT_THAT(types_of(of("duplicates", shipped(), only_cases)), ElementsAre("scar text"));
    const auto unlike = forms_with(
        {{"basic_identity", json::Array{field("scar", "text_field")}},
         {"tracing_request_subform_section", json::Array{field("scar", "numeric_field")}}});
    EXPECT_THAT(of("tracing", shipped(), unlike), IsEmpty());
}

TEST(AutomaticCriteria, AnswersOfRelativesAreHeldAgainstWhoSearches) {
    const auto forms = forms_with(
        {{"family_details_section", json::Array{field("relation_trade", "text_field")}},
         {"tracing_request_inquirer", json::Array{field("relation_trade", "text_field")}}});
    const auto found = of("tracing", shipped(), forms);
    ASSERT_EQ(found.size(), 1u);
    const auto& criterion = found[0].as_object();
    EXPECT_EQ(criterion.at("case"),
              json::Value(json::Array{"family_details_section.relation_trade"}));
    EXPECT_EQ(criterion.at("trace"), json::Value(json::Array{"relation_trade"}));
    EXPECT_TRUE(criterion.at("family").as_bool());
}

TEST(AutomaticCriteria, WhatIsComparedAlreadyOrLeftOutIsNotAdded) {
    const auto forms =
        forms_of_both_sides({field("scar", "text_field"), field("shoe_size", "numeric_field")});
    auto rules = shipped();
    auto& tracing = rules.at("tracing").as_object();
    tracing.at("comparators")
        .as_array()
        .push_back(json::Object{{"id", "mine"},
                                {"type", "text"},
                                {"case", json::Array{"scar"}},
                                {"trace", json::Array{"scar"}},
                                {"weights", json::Object{{"agree", 3}, {"disagree", -1}}}});
    EXPECT_THAT(types_of(of("tracing", rules, forms)), ElementsAre("shoe_size number"));
    tracing["left_out"] = json::Array{"shoe_size"};
    EXPECT_THAT(of("tracing", rules, forms), IsEmpty());
    EXPECT_EQ(of("duplicates", rules, forms).size(), 2u);
}

TEST(AutomaticCriteria, TheyAreNotStoredButWhatWasChangedOfThemIs) {
    const auto forms =
        forms_of_both_sides({field("scar", "text_field"), field("shoe_size", "numeric_field")});
    auto whole = with_automatic(shipped(), *forms);
    EXPECT_EQ(without_automatic(whole, *forms), shipped());
    EXPECT_EQ(with_automatic(whole, *forms), whole);
    auto& last = whole.at("tracing").as_object().at("comparators").as_array().back().as_object();
    last["weights"] = json::Object{{"agree", 2.5}, {"disagree", -1}};
    const auto stored = without_automatic(whole, *forms);
    const auto& kept = stored.at("tracing").as_object().at("comparators").as_array().back();
    EXPECT_EQ(json::string_or(kept.as_object(), "id"), "shoe_size");
    EXPECT_FALSE(kept.as_object().contains("automatic"));
    EXPECT_EQ(of("tracing", stored, forms).size(), 1u);
}

TEST(AutomaticCriteria, NobodyIsSearchedByThem) {
    const auto forms = forms_of_both_sides(fields_of_every_type());
    const auto plan_of = [](const json::Object& rules) {
        const BoundModel model(Configuration::parse(json::write(rules))->tracing,
                               Sides::case_and_trace);
        return FeaturePlan::of_left(model);
    };
    const auto bare = plan_of(shipped());
    const auto whole = plan_of(with_automatic(shipped(), *forms));
    EXPECT_EQ(whole.places.size(), bare.places.size());
    EXPECT_EQ(whole.own_names.size(), bare.own_names.size());
    EXPECT_EQ(whole.kin_names.size(), bare.kin_names.size());
}

TEST(AutomaticCriteria, ThereAreNotMoreThanAModelCanHold) {
    json::Array many;
    for (int n = 0; n < 90; ++n)
        many.push_back(field(fmt::format("own_{}", n).c_str(), "text_field"));
    const auto forms = forms_of_both_sides(many);
    EXPECT_EQ(of("tracing", shipped(), forms).size(), automatic_max);
    EXPECT_TRUE(Configuration::parse(json::write(with_automatic(shipped(), *forms))).has_value());
}

}  // namespace
}  // namespace amparo::matching
