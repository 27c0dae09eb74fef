#include "access/shared_view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/access_test_support.hpp"
#include "access/mask_cache.hpp"

namespace amparo::access {
namespace {

constexpr std::string_view cp = "primeromodule-cp";

class SharedViews : public ::testing::Test {
  protected:
    SharedViews() {
        world.add("owner", {.groups = {"usergroup-primero-ftr"}, .agency = "AGENCY-2"});
        world.add("helper");
        world.add("head", {.role = "role-cp-manager"});
        world.add("chief", {.role = "role-cp-administrator"});
    }

    /// A transition to helper, as a record keeps it.
    static json::Object row(std::string_view type, std::string_view status,
                            std::string_view role = "") {
        return {{"type", type},
                {"status", status},
                {"transitioned_to", "helper"},
                {"transitioned_to_user_groups", json::Array{"usergroup-primero-cp"}},
                {"transitioned_to_user_agency", "AGENCY-1"},
                {"authorized_role_unique_id", role}};
    }
    static json::Object record(json::Array transitions) {
        return {{"owned_by", "owner"},
                {"owned_by_groups", json::Array{"usergroup-primero-ftr"}},
                {"owned_by_agency_id", "AGENCY-2"},
                {"module_id", cp},
                {"transitions", std::move(transitions)}};
    }
    Share share(const std::string& name, const json::Object& data) const {
        return shared_view(world.as(name), data).share;
    }
    /// The keys that somebody may read of the record.
    FieldMask mask(const std::string& name, const json::Object& data) {
        const auto directory = world.now();
        const auto beholder =
            cache.shared_roles().beholder(world.as(name), {.directory = *directory,
                                                           .definitions = *world.definitions,
                                                           .record_type = "case",
                                                           .data = data});
        return *cache.readable(beholder, world.definitions, "case", cp);
    }
    Actor beholder(const std::string& name, const json::Object& data) {
        const auto directory = world.now();
        return cache.shared_roles().beholder(world.as(name), {.directory = *directory,
                                                              .definitions = *world.definitions,
                                                              .record_type = "case",
                                                              .data = data});
    }

    testing::World world;
    MaskCache cache;
};

TEST_F(SharedViews, AreOfTransitionsThatAreOpen) {
    EXPECT_EQ(share("helper", record({row("Referral", "in_progress")})), Share::referred);
    EXPECT_EQ(share("helper", record({row("Referral", "accepted")})), Share::referred);
    EXPECT_EQ(share("helper", record({row("Transfer", "in_progress")})), Share::offered);
    for (const auto* status : {"done", "rejected", "revoked"}) {
        EXPECT_EQ(share("helper", record({row("Referral", status)})), Share::own) << status;
        EXPECT_EQ(share("helper", record({row("Transfer", status)})), Share::own) << status;
    }
    EXPECT_EQ(share("owner", record({row("Referral", "accepted")})), Share::own);
    EXPECT_EQ(share("chief", record({row("Transfer", "in_progress")})), Share::own);
}

TEST_F(SharedViews, ReachColleaguesWhoSeeTheRecordOnlyThroughThem) {
    EXPECT_EQ(share("head", record({row("Transfer", "in_progress")})), Share::offered);
    EXPECT_EQ(share("head", record({row("Referral", "accepted")})), Share::referred);
    auto own = record({row("Transfer", "in_progress")});
    own["owned_by_groups"] = json::Array{"usergroup-primero-cp"};
    EXPECT_EQ(share("head", own), Share::own);
    // The recipient has changed teams since: the share is still all that brought the record here.
    auto moved = row("Transfer", "in_progress");
    moved["transitioned_to_user_groups"] = json::Array{"usergroup-primero-gbv"};
    EXPECT_EQ(share("head", record({moved})), Share::offered);
    auto given = row("Transfer", "accepted");
    given["handover_user"] = "somebody_of_the_team";
    EXPECT_EQ(share("head", record({given})), Share::handover);
}

TEST_F(SharedViews, OfAReferralShowTheFormsOfItsRole) {
    const auto narrow = record({row("Referral", "accepted", "role-cp-service-provider")});
    const auto seen = mask("helper", narrow);
    EXPECT_TRUE(seen.allows("services_section"));
    EXPECT_FALSE(seen.allows("consent_reporting"));
    const auto both = record(
        {row("Referral", "accepted", "role-cp-service-provider"), row("Referral", "in_progress")});
    EXPECT_TRUE(mask("helper", both).allows("consent_reporting")) << "the own role comes on top";
    const auto gone = record({row("Referral", "accepted", "role-nobody-has")});
    EXPECT_FALSE(mask("helper", gone).allows("name_first")) << "what is unknown opens nothing";
}

TEST_F(SharedViews, OfAnOfferShowThePreviewForReading) {
    const auto offered = record({row("Transfer", "in_progress")});
    const auto seen = mask("helper", offered);
    EXPECT_TRUE(seen.allows("name_first"));
    EXPECT_TRUE(seen.allows("age"));
    EXPECT_FALSE(seen.allows("consent_reporting"));
    EXPECT_FALSE(seen.allows("services_section"));
    const auto who = beholder("helper", offered);
    EXPECT_TRUE(who.can("case", "read"));
    for (const auto* right : {"update", "transfer", "referral", "flag", "add_note"})
        EXPECT_FALSE(who.can("case", right)) << right;
}

TEST_F(SharedViews, OfAHandOverAreForReading) {
    auto given = row("Transfer", "accepted");
    given["handover_user"] = "owner";
    auto data = record({given});
    data["owned_by"] = "helper";
    data["owned_by_groups"] = json::Array{"usergroup-primero-cp"};
    data["owned_by_agency_id"] = "AGENCY-1";
    EXPECT_EQ(share("owner", data), Share::handover);
    const auto who = beholder("owner", data);
    EXPECT_TRUE(who.can("case", "read"));
    EXPECT_FALSE(who.can("case", "update"));
    EXPECT_TRUE(mask("owner", data).allows("services_section"));
    EXPECT_EQ(share("helper", data), Share::own);
}

TEST_F(SharedViews, TellTheClientWhatTheyAllow) {
    const auto directory = world.now();
    const auto rights = [&](const std::string& name, const json::Object& data) {
        return shared_rights(world.as(name), {.directory = *directory,
                                              .definitions = *world.definitions,
                                              .record_type = "case",
                                              .data = data});
    };
    const auto referred = record({row("Referral", "accepted", "role-cp-service-provider")});
    const auto told = rights("helper", referred);
    EXPECT_EQ(told.at("permitted_forms").at("services").as_string(), "rw");
    EXPECT_FALSE(told.at("permitted_forms").as_object().contains("consent"));
    const auto& actions = told.at("permitted_form_actions").at("case").as_array();
    EXPECT_NE(std::ranges::find(actions, json::Value("receive_referral")), actions.end());
    EXPECT_TRUE(rights("owner", referred).empty());
    EXPECT_TRUE(rights("helper", record({row("Transfer", "in_progress")})).empty());
}

TEST_F(SharedViews, TransitionsThemselvesAreNoFieldOfAForm) {
    const auto seen = readable_fields(world.as("chief"), *world.definitions, "case", cp);
    EXPECT_TRUE(seen.allows("transfer_status"));
    EXPECT_FALSE(seen.allows("transitions"));
    EXPECT_TRUE(is_server_only("transitions"));
}

}  // namespace
}  // namespace amparo::access
