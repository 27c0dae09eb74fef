// The matching configuration in the hands of administrators: who may change it, what is refused,
// what is kept, and that searches follow.
#include "matching/configurations/configurations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "matching/configurations/fields.hpp"
#include "matching/configurations/house_test_support.hpp"
#include "store/documents.hpp"

namespace amparo::matching {
namespace {

using records::object_of;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Eq;
using ::testing::Field;

class MatchingConfigurations : public ::testing::Test {
  protected:
    Errc refusal(const std::string& user, const std::string& patch) {
        const auto changed =
            house.configurations->change(house.as(user), {.patch = object_of(patch)});
        EXPECT_FALSE(changed.has_value()) << patch;
        return changed ? Errc::malformed : changed.error().code;
    }
    /// "pointer key" of each problem of a change.
    std::vector<std::string> problems(const json::Object& patch) {
        std::vector<std::string> found;
        const auto changed = house.configurations->change(house.as("admin"), {.patch = patch});
        if (changed) return found;
        for (const auto& problem : changed.error().problems)
            found.push_back(problem.pointer + " " + problem.message.key);
        return found;
    }
    std::vector<std::string> problems(const std::string& patch) {
        return problems(object_of(patch));
    }
    /// A patch that replaces a member of a comparator of tracing.
    json::Object with_comparator(const std::string& id, const std::string& key, json::Value value) {
        const auto current = house.configurations->current(house.as("admin")).value();
        auto list = current.configuration.at("tracing").at("comparators").as_array();
        for (auto& comparator : list) {
            if (comparator.at("id").as_string() == std::string_view(id))
                comparator.as_object()[key] = value;
        }
        return {{"tracing", json::Object{{"comparators", std::move(list)}}}};
    }
    std::vector<int> numbers() {
        std::vector<int> found;
        const auto all = house.configurations->all(house.as("admin")).value();
        for (const auto& stored : all) found.push_back(stored.number());
        return found;
    }

    ConfiguredHouse house;
};

TEST_F(MatchingConfigurations, TheShippedOneIsInForceUntilSomebodyChangesIt) {
    const auto current = house.configurations->current(house.as("admin")).value();
    EXPECT_EQ(current.number(), 0);
    EXPECT_EQ(current.origin, ConfigurationOrigin::shipped);
    EXPECT_THAT(numbers(), ElementsAre(0));
    // It stands every check that a change has to.
    EXPECT_EQ(house.change("{}").number(), 2);
}

TEST_F(MatchingConfigurations, AChangeJoinsKeyByKeyAndKeepsWhoWhenAndWhy) {
    const auto changed = house.configurations->change(
        house.as("admin"), {.patch = object_of(R"({"tracing": {"thresholds": {"likely": 0.9}}})"),
                            .note = "too many"});
    ASSERT_TRUE(changed.has_value());
    const auto& thresholds = changed->configuration.at("tracing").at("thresholds").as_object();
    EXPECT_EQ(thresholds.at("likely"), 0.9);
    EXPECT_EQ(thresholds.at("list"), 0.02);
    EXPECT_EQ(changed->changed_by, "admin");
    EXPECT_EQ(changed->note, "too many");
    EXPECT_EQ(changed->changed_at.substr(0, 10), "2024-06-15");
    house.change(R"({"two_person_confirmation": false})");
    EXPECT_THAT(numbers(), ElementsAre(3, 2, 0));
    const auto before = house.configurations->find(house.as("admin"), 2).value();
    EXPECT_EQ(before.configuration.at("two_person_confirmation"), true);
    EXPECT_EQ(house.configurations->find(house.as("admin"), 7).error().code, Errc::not_found);
}

TEST_F(MatchingConfigurations, NobodyElseSeesOrChangesIt) {
    for (const auto* user : {"worker_a", "manager_a", "tracer"}) {
        const auto actor = house.as(user);
        EXPECT_EQ(refusal(user, "{}"), Errc::forbidden) << user;
        EXPECT_EQ(house.configurations->current(actor).error().code, Errc::forbidden) << user;
        EXPECT_EQ(house.configurations->all(actor).error().code, Errc::forbidden) << user;
        EXPECT_EQ(house.configurations->find(actor, 0).error().code, Errc::forbidden) << user;
        EXPECT_EQ(house.configurations->propose(actor, {}).error().code, Errc::forbidden) << user;
        EXPECT_EQ(house.configurations->restore(actor, 0, {}).error().code, Errc::forbidden)
            << user;
        EXPECT_EQ(house.configurations->put(actor, {}).error().code, Errc::forbidden) << user;
    }
    EXPECT_THAT(numbers(), ElementsAre(0));
}

TEST_F(MatchingConfigurations, WhatCannotBeReadIsRefusedWithItsPlace) {
    EXPECT_THAT(problems(R"({"colour": 1})"),
                ElementsAre("/data/colour errors.matching.unknown_key"));
    EXPECT_THAT(problems(R"({"tracing": {"thresholds": {"likely": 1.5}}})"),
                ElementsAre("/data/tracing/thresholds/likely errors.matching.number_out_of_range"));
    EXPECT_THAT(problems(R"({"tracing": {"comparators": []}})"),
                ElementsAre("/data/tracing/comparators errors.matching.comparators_too_few"));
    EXPECT_THAT(problems(R"({"tracing": null})"),
                ElementsAre("/data/tracing errors.matching.model_missing"));
    EXPECT_THAT(problems(R"({"pipeline": "name-pipeline-9"})"),
                ElementsAre("/data/pipeline errors.matching.other_pipeline"));
    EXPECT_THAT(
        problems(with_comparator("sex", "weights", json::Object{{"agree", 40}, {"disagree", -1}})),
        ElementsAre("/data/tracing/comparators/9/weights/agree "
                    "errors.matching.number_out_of_range"));
    EXPECT_THAT(numbers(), ElementsAre(0));
}

TEST_F(MatchingConfigurations, WhatContradictsItselfIsRefused) {
    EXPECT_THAT(
        problems(with_comparator("sex", "weights", json::Object{{"agree", 0}, {"disagree", 0}})),
        ElementsAre("/data/tracing/comparators/9/weights errors.matching.weights_all_zero"));
    EXPECT_THAT(
        problems(with_comparator("sex", "weights", json::Object{{"agree", -2}, {"disagree", 3}})),
        ElementsAre("/data/tracing/comparators/9/weights errors.matching.levels_contradict"));
    EXPECT_THAT(
        problems(R"({"tracing": {"thresholds": {"list": 0.9}}})"),
        ElementsAre("/data/tracing/thresholds/likely errors.matching.thresholds_contradict",
                    "/data/tracing/thresholds/notify errors.matching.thresholds_contradict"));
    EXPECT_THAT(problems(R"({"tracing": {"thresholds": {"store": 0.9}}})"),
                ElementsAre("/data/tracing/thresholds/store errors.matching.store_above_notify"));
    EXPECT_THAT(
        problems(R"({"tracing": {"retrieval": {"candidates": 3}}})"),
        ElementsAre("/data/tracing/retrieval/candidates errors.matching.candidates_too_few"));
    EXPECT_THAT(problems(R"({"tracing": {"retrieval": {"features": {"own_key": 0}}}})"),
                ElementsAre("/data/tracing/retrieval/features/own_key "
                            "errors.matching.feature_finds_nobody"));
    EXPECT_THAT(problems(R"({"tracing": {"eligible": {"case_status": [], "consent_field": ""}}})"),
                ElementsAre("/data/tracing/eligible/case_status errors.matching.nobody_takes_part",
                            "/data/tracing/eligible/consent_field errors.matching.consent_needed"));
}

TEST_F(MatchingConfigurations, FieldsMustBeOnAFormAndOfTheRightType) {
    EXPECT_THAT(problems(with_comparator("separation_cause", "case", json::Array{"no_such_field"})),
                ElementsAre("/data/tracing/comparators/13 errors.matching.no_such_field"));
    EXPECT_THAT(
        problems(with_comparator("separation_date", "case", json::Array{"address_current"})),
        ElementsAre("/data/tracing/comparators/12 errors.matching.field_of_other_type"));
    EXPECT_THAT(problems(R"({"tracing": {"eligible": {"consent_field": "no_such_field"}}})"),
                ElementsAre("/data/tracing/eligible/consent_field errors.matching.unknown_field"));
    // Fields that the shipped rules read too, but as something else.
    const std::pair<const char*, json::Array> others[] = {
        {"sex", {"name"}},
        {"telephone", {"date_of_birth"}},
        {"birth", {"name", "age", "estimated", "registration_date"}},
        {"birth", {"date_of_birth", "name", "estimated", "registration_date"}},
        {"name", {"sex"}}};
    for (const auto& [criterion, fields] : others) {
        EXPECT_THAT(problems(with_comparator(criterion, "case", fields)),
                    ElementsAre(::testing::EndsWith("errors.matching.field_of_other_type")))
            << criterion;
    }
    EXPECT_THAT(problems(R"({"tracing": {"eligible": {"module_ids": ["elsewhere"]}}})"),
                ElementsAre("/data/tracing/eligible/module_ids/0 errors.matching.unknown_option"));
    EXPECT_THAT(problems(with_comparator("separation_cause", "case", json::Array{"risk_level"})),
                ElementsAre());
}

TEST_F(MatchingConfigurations, WhoLookedAtAnotherOneIsToldSo) {
    const auto actor = house.as("admin");
    const auto patch = object_of(R"({"two_person_confirmation": false})");
    ASSERT_TRUE(house.configurations->change(actor, {.patch = patch, .expected_number = 0}));
    EXPECT_EQ(
        house.configurations->change(actor, {.patch = patch, .expected_number = 0}).error().code,
        Errc::precondition_failed);
    EXPECT_EQ(house.configurations->restore(actor, 0, {.expected_number = 0}).error().code,
              Errc::precondition_failed);
    EXPECT_TRUE(house.configurations->change(actor, {.patch = patch, .expected_number = 2}));
}

TEST_F(MatchingConfigurations, AnOlderOneComesBackAsANewVersion) {
    house.change(R"({"tracing": {"thresholds": {"likely": 0.95}}})");
    const auto restored = house.configurations->restore(house.as("admin"), 0, {.note = "back"});
    ASSERT_TRUE(restored.has_value());
    EXPECT_EQ(restored->number(), 3);
    EXPECT_EQ(restored->origin, ConfigurationOrigin::restored);
    EXPECT_EQ(restored->restored_version, 0);
    EXPECT_EQ(restored->configuration.at("tracing").at("thresholds").at("likely"), 0.8);
    EXPECT_THAT(numbers(), ElementsAre(3, 2, 0));
}

TEST_F(MatchingConfigurations, WhatIsShownFollowsAtOnceAndWeightsWhenTheIndexIsBuilt) {
    const auto child = house.add_child();
    const auto score = [&] {
        return house.service
            ->compare(house.world.stored(child.child_case), house.world.stored(child.request),
                      child.trace)
            .value()
            .likeness.match.score;
    };
    const auto before = score();
    house.change(R"({"two_person_confirmation": false, "visibility": {"counterpart": "full"}})");
    EXPECT_FALSE(house.service->is_catching_up());
    EXPECT_FALSE(house.service->configuration()->two_person_confirmation);
    EXPECT_EQ(house.service->configuration()->counterpart, CounterpartVisibility::full);
    EXPECT_EQ(score(), before);
    house.change(R"({"tracing": {"calibration": {"a": 1, "b": -3}}})");
    EXPECT_EQ(house.service->configuration()->tracing.intercept, -3);
    house.settle();
    EXPECT_LT(score(), before);
}

TEST_F(MatchingConfigurations, AnotherNodeTakesItOverAndStartsWithIt) {
    house.change(R"({"tracing": {"thresholds": {"likely": 0.91}}})");
    auto other =
        Service::start({.records = house.world.records(), .directory = shipped_directory()});
    ASSERT_TRUE(other.has_value());
    EXPECT_EQ((*other)->configuration()->tracing.likely_threshold, 0.91);
    house.change(R"({"tracing": {"thresholds": {"likely": 0.92}}})");
    EXPECT_EQ((*other)->configuration()->tracing.likely_threshold, 0.92);
}

TEST_F(MatchingConfigurations, ABrokenDocumentLeavesWhatIsInForce) {
    house.change(R"({"tracing": {"thresholds": {"likely": 0.91}}})");
    const auto spoilt = house.world.database().write([](store::Transaction& transaction) {
        return store::put_document(transaction,
                                   {.kind = std::string(configuration_kind),
                                    .key = "current",
                                    .data = {{"configuration", json::Object{{"version", 9}}}},
                                    .actor = "system"});
    });
    ASSERT_TRUE(spoilt.has_value());
    EXPECT_EQ(house.service->configuration()->tracing.likely_threshold, 0.91);
}

}  // namespace
}  // namespace amparo::matching
