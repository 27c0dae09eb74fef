// What other weights would change, and weights from what reviewers decided.
#include "matching/configurations/fits.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "matching/configurations/house_test_support.hpp"

namespace amparo::matching {
namespace {

using records::object_of;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr FittingRules few{.calibration_min = 10, .weights_min = 30};

class MatchingFits : public ::testing::Test {
  protected:
    Rehearsed rehearse(const std::string& patch, FittedModel which = FittedModel::tracing) {
        const auto wanted =
            house.configurations->propose(house.as("admin"), object_of(patch)).value();
        auto parsed = Configuration::parse(json::write(wanted)).value();
        Rehearsal rehearsal({.records = house.world.records(), .service = *house.service}, {});
        return rehearsal.run(std::make_shared<const Configuration>(std::move(parsed)), which)
            .value();
    }
    DecisionFit fitted(FittedModel which = FittedModel::tracing) {
        const auto base = house.configurations->current(house.as("admin")).value();
        return fit_to_decisions({.records = house.world.records(),
                                 .service = *house.service,
                                 .goes_on = [](auto, auto, auto) { return true; }},
                                few, base.configuration, which)
            .value();
    }

    ConfiguredHouse house;
};

TEST_F(MatchingFits, ARehearsalTellsWhatRisesAndFallsAndChangesNothing) {
    house.add_decided(4);
    const auto sought = house.add_child();
    const auto same = rehearse("{}");
    EXPECT_EQ(same.confirmed.pairs, 4U);
    EXPECT_EQ(same.rejected.pairs, 4U);
    EXPECT_EQ(same.traces_looked_at, 1U);
    EXPECT_EQ(same.confirmed.risen + same.confirmed.fallen, 0U);
    EXPECT_THAT(same.moved, IsEmpty());
    EXPECT_TRUE(same.is_complete);
    ASSERT_GE(same.suggested.listed_before, 1U);

    const auto strict = rehearse(R"({"tracing": {"calibration": {"b": -20}}})");
    EXPECT_EQ(strict.confirmed.listed_after, 0U);
    EXPECT_EQ(strict.confirmed.fallen, strict.confirmed.listed_before);
    EXPECT_EQ(strict.suggested.listed_after, 0U);
    EXPECT_THAT(strict.moved, Contains(AllOf(Field(&RehearsedPair::case_id, sought.child_case),
                                             Field(&RehearsedPair::after, Standing::unlisted))));
    const auto nobody = rehearse(R"({"tracing": {"eligible": {"case_status": ["closed"]}}})");
    EXPECT_EQ(nobody.suggested.listed_after, 0U);
    EXPECT_EQ(house.configurations->current(house.as("admin"))->number(), 0);
}

TEST_F(MatchingFits, WithFewDecisionsNothingIsProposed) {
    house.add_decided(9);
    const auto found = fitted();
    EXPECT_EQ(found.method, FitMethod::none);
    EXPECT_EQ(found.confirmed, 9U);
    EXPECT_EQ(found.rejected, 9U);
    EXPECT_EQ(found.needed, 10U);
    EXPECT_THAT(found.configuration, IsEmpty());
}

TEST_F(MatchingFits, WithMoreTheCalibrationIsFittedAndTheWeightsStay) {
    house.add_decided(12);
    const auto found = fitted();
    EXPECT_EQ(found.method, FitMethod::calibration);
    EXPECT_THAT(found.changes, IsEmpty());
    const auto shipped = house.configurations->current(house.as("admin")).value().configuration;
    EXPECT_EQ(found.configuration.at("tracing").at("comparators"),
              shipped.at("tracing").at("comparators"));
    EXPECT_NE(found.configuration.at("tracing").at("calibration"),
              shipped.at("tracing").at("calibration"));
    EXPECT_LT(found.report.after.log_loss, 0.5);
    EXPECT_EQ(fitted().report.digest, found.report.digest);
}

TEST_F(MatchingFits, WeightsLearnWhatReviewersSaw) {
    // In this camp the sex of children was often written down wrongly.
    house.add_decided(40, {{"sex", "male"}});
    const auto found = fitted();
    ASSERT_EQ(found.method, FitMethod::weights);
    const auto disagree = std::ranges::find_if(found.changes, [](const WeightChange& change) {
        return change.comparator == "sex" && change.level == "disagree";
    });
    ASSERT_NE(disagree, found.changes.end());
    EXPECT_GT(disagree->after, disagree->before + 0.5F);
    EXPECT_LT(found.report.after.log_loss, found.report.before.log_loss);
    EXPECT_TRUE(Configuration::parse(json::write(found.configuration)).has_value());
}

TEST_F(MatchingFits, AFieldThatCountedByItselfGetsWeightsOfItsOwn) {
    const json::Object scar{{"name", "scar"},
                            {"type", "text_field"},
                            {"matchable", true},
                            {"display_name", json::Object{{"en", "Scar"}}}};
    for (const auto* form : {"basic_identity", "tracing_request_subform_section"})
        house.add_field(form, scar);
    house.settle();
    const auto scars = [&](bool is_automatic) {
        const auto in_force = house.service->configuration();
        return std::ranges::count_if(in_force->tracing.comparators, [&](const auto& comparator) {
            return comparator.id == "scar" && comparator.is_automatic == is_automatic;
        });
    };
    ASSERT_EQ(scars(true), 1);
    // In this camp everybody has one, so that it tells nothing.
    house.of_sought = {{"scar", "Burn on the left arm"}};
    house.add_decided(40, {{"sex", "male"}, {"scar", "Burn on the left arm"}});
    auto fits = house.fits_with(few);
    const auto admin = house.as("admin");
    const auto id = fits.order(admin).value().id;
    ASSERT_TRUE(house.run_fit(fits).has_value());
    const auto ready = fits.find(admin, id).value();
    EXPECT_EQ(ready.report.at("method").as_string(), "weights");
    EXPECT_THAT(json::write(ready.report.at("changes")), HasSubstr("scar"));
    EXPECT_EQ(scars(true), 1) << "an order changes nothing";
    ASSERT_TRUE(fits.apply(admin, id).has_value());
    house.settle();
    EXPECT_EQ(scars(true), 0);
    EXPECT_EQ(scars(false), 1);
    const auto stored = house.configurations->current(admin).value().configuration;
    EXPECT_THAT(json::write(stored), HasSubstr(R"("id":"scar")"));
}

TEST_F(MatchingFits, DuplicatesAreFittedByWhatPeopleSaidOfTwoCases) {
    house.add_decided(12);
    house.add_decided_twins(12);
    const auto found = fitted(FittedModel::duplicates);
    EXPECT_EQ(found.model, FittedModel::duplicates);
    EXPECT_EQ(found.method, FitMethod::calibration);
    EXPECT_EQ(found.confirmed, 12U);
    EXPECT_EQ(found.rejected, 12U);
    const auto shipped = house.configurations->current(house.as("admin")).value().configuration;
    EXPECT_EQ(found.configuration.at("tracing"), shipped.at("tracing"));
    EXPECT_NE(found.configuration.at("duplicates").at("calibration"),
              shipped.at("duplicates").at("calibration"));
    EXPECT_TRUE(Configuration::parse(json::write(found.configuration)).has_value());
    EXPECT_EQ(fitted(FittedModel::duplicates).report.digest, found.report.digest);

    const auto strict =
        rehearse(R"({"duplicates": {"calibration": {"b": -20}}})", FittedModel::duplicates);
    EXPECT_EQ(strict.confirmed.pairs, 12U);
    EXPECT_EQ(strict.rejected.pairs, 12U);
    EXPECT_GT(strict.confirmed.listed_before, 0U);
    EXPECT_EQ(strict.confirmed.listed_after, 0U);
    EXPECT_EQ(strict.suggested.listed_after, 0U);
    ASSERT_THAT(strict.moved, Not(IsEmpty()));
    EXPECT_NE(strict.moved.front().other, RecordId{});
}

TEST_F(MatchingFits, AFitOfDuplicatesLeavesTracingAlone) {
    house.add_decided_twins(12);
    auto fits = house.fits_with(few);
    const auto admin = house.as("admin");
    const auto id = fits.order(admin, FittedModel::duplicates).value().id;
    ASSERT_TRUE(house.run_fit(fits).has_value());
    const auto ready = fits.find(admin, id).value();
    EXPECT_EQ(ready.model, FittedModel::duplicates);
    EXPECT_EQ(ready.report.at("method").as_string(), "calibration");
    EXPECT_EQ(ready.report.at("rehearsal").at("model").as_string(), "duplicates");
    const auto before = house.service->configuration()->tracing.intercept;
    ASSERT_TRUE(fits.apply(admin, id).has_value());
    EXPECT_EQ(house.service->configuration()->tracing.intercept, before);
}

TEST_F(MatchingFits, AFitCountsOnlyOnceItIsApplied) {
    house.add_decided(12);
    auto fits = house.fits_with(few);
    const auto admin = house.as("admin");
    const auto ordered = fits.order(admin).value();
    EXPECT_EQ(ordered.state, FitState::waiting);
    EXPECT_EQ(fits.order(admin).error().code, Errc::conflict);
    EXPECT_EQ(fits.apply(admin, ordered.id).error().code, Errc::conflict);
    ASSERT_TRUE(house.run_fit(fits).has_value());
    const auto ready = fits.find(admin, ordered.id).value();
    EXPECT_EQ(ready.state, FitState::ready);
    EXPECT_EQ(ready.report.at("method").as_string(), "calibration");
    EXPECT_TRUE(ready.report.contains("rehearsal"));
    EXPECT_EQ(house.configurations->current(admin)->number(), 0);

    const auto applied = fits.apply(admin, ordered.id).value();
    EXPECT_EQ(applied.origin, ConfigurationOrigin::fitted);
    EXPECT_EQ(applied.fit_id, ordered.id);
    EXPECT_EQ(fits.find(admin, ordered.id)->state, FitState::applied);
    EXPECT_EQ(house.service->configuration()->version, applied.version());
    EXPECT_EQ(fits.apply(admin, ordered.id).error().code, Errc::conflict);
    EXPECT_EQ(fits.drop(admin, ordered.id).error().code, Errc::conflict);
    EXPECT_EQ(house.configurations->restore(admin, 0, {})->number(), applied.number() + 1);
}

TEST_F(MatchingFits, AChangeMeanwhileMakesAFitUseless) {
    house.add_decided(12);
    auto fits = house.fits_with(few);
    const auto admin = house.as("admin");
    const auto id = fits.order(admin).value().id;
    ASSERT_TRUE(house.run_fit(fits).has_value());
    house.change(R"({"tracing": {"thresholds": {"likely": 0.9}}})");
    const auto refused = fits.apply(admin, id);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Errc::conflict);
    EXPECT_EQ(refused.error().message.key, "errors.matching.fit_outdated");
    EXPECT_EQ(fits.drop(admin, id)->state, FitState::dropped);
}

TEST_F(MatchingFits, ADroppedFitComesToNothing) {
    house.add_decided(12);
    auto fits = house.fits_with(few);
    const auto admin = house.as("admin");
    const auto id = fits.order(admin).value().id;
    EXPECT_EQ(fits.drop(admin, id)->state, FitState::dropped);
    ASSERT_TRUE(house.run_fit(fits).has_value());
    EXPECT_EQ(fits.find(admin, id)->state, FitState::dropped);
    EXPECT_EQ(fits.find(admin, "99").error().code, Errc::not_found);
    EXPECT_TRUE(fits.order(admin).has_value());
    EXPECT_THAT(fits.all(admin).value(), SizeIs(2));
}

TEST_F(MatchingFits, NobodyElseOrdersAppliesOrSeesFits) {
    auto fits = house.fits_with(few);
    const auto id = fits.order(house.as("admin")).value().id;
    for (const auto* user : {"worker_a", "manager_a", "tracer"}) {
        const auto actor = house.as(user);
        EXPECT_EQ(fits.order(actor).error().code, Errc::forbidden) << user;
        EXPECT_EQ(fits.all(actor).error().code, Errc::forbidden) << user;
        EXPECT_EQ(fits.find(actor, id).error().code, Errc::forbidden) << user;
        EXPECT_EQ(fits.apply(actor, id).error().code, Errc::forbidden) << user;
        EXPECT_EQ(fits.drop(actor, id).error().code, Errc::forbidden) << user;
    }
}

}  // namespace
}  // namespace amparo::matching
