// What the list of recipients says of services: opening hours, free places, distance.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* to_transfer =
    "/api/v2/users/transfer-to?record_type=case&record_module_id=primeromodule-cp";
constexpr const char* to_refer =
    "/api/v2/users/refer-to?record_type=case&record_module_id=primeromodule-cp";

/// Path of the agency with that code.
std::string path_of(World& world, const std::string& code) {
    const auto rows = world.as("super").get("/api/v2/agencies").rows();
    for (const auto& row : rows) {
        const auto& agency = row.as_object();
        if (json::string_or(agency, "unique_id") == code)
            return "/api/v2/agencies/" + std::to_string(json::integer_or(agency, "id", 0));
    }
    ADD_FAILURE() << "no agency " << code;
    return "";
}

json::Object row_of(World& world, const std::string& asker, const std::string& target,
                    const std::string& user_name) {
    const auto rows = world.as(asker).get(target).rows();
    for (const auto& row : rows)
        if (json::string_or(row.as_object(), "user_name") == user_name) return row.as_object();
    ADD_FAILURE() << user_name << " is not among them";
    return {};
}

TEST(ServiceDirectoryApi, TellsWhenAnAgencyIsOpenAndHowManyItTakes) {
    World world;
    const auto before = row_of(world, "worker_a", to_refer, "provider");
    EXPECT_FALSE(before.contains("capacity")) << "nobody said";
    EXPECT_FALSE(before.contains("opening_hours"));
    const auto path = path_of(world, "AGENCY-2");
    auto& super = world.as("super");
    const auto changed = super.patch(
        path, R"({"data":{"opening_hours":{"en":"Mon–Thu 8–16","ar":"٨–١٦"},"capacity":3,)"
              R"("services":["health_medical_service"]}})");
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(changed.text("capacity"), "3");
    EXPECT_NE(changed.text("capacity_updated_at"), "");
    const auto row = row_of(world, "worker_a", to_refer, "provider");
    EXPECT_EQ(row.at("capacity"), 3);
    EXPECT_EQ(json::string_or(row.at("opening_hours").as_object(), "en"), "Mon–Thu 8–16");
    EXPECT_EQ(json::string_list(row, "agency_services"),
              std::vector<std::string>{"health_medical_service"});
    EXPECT_FALSE(row.contains("notes")) << "nor anything else of the agency";
    EXPECT_EQ(super.patch(path, R"({"data":{"capacity":null}})").status, 200);
    const auto after = row_of(world, "worker_a", to_refer, "provider");
    EXPECT_FALSE(after.contains("capacity")) << "it says nothing any more";
}

TEST(ServiceDirectoryApi, IsChangedByThoseWhoMayChangeAgenciesAndWithinLimits) {
    World world;
    const auto path = path_of(world, "AGENCY-2");
    constexpr const char* three = R"({"data":{"capacity":3}})";
    EXPECT_EQ(world.as("worker_b").patch(path, three).status, 403) << "their own agency, too";
    auto& super = world.as("super");
    const auto patch = [&](const char* data) {
        return super.patch(path, std::string(R"({"data":)") + data + "}").status;
    };
    EXPECT_EQ(patch(R"({"capacity":-1})"), 422);
    EXPECT_EQ(patch(R"({"capacity":100001})"), 422);
    EXPECT_EQ(patch(R"({"capacity":"many"})"), 422);
    EXPECT_EQ(patch(R"({"opening_hours":"always"})"), 422);
    const auto much = R"({"opening_hours":{"en":")" + std::string(501, 'x') + R"("}})";
    EXPECT_EQ(patch(much.c_str()), 422);
    EXPECT_EQ(patch(R"({"capacity":0})"), 200) << "full";
    EXPECT_EQ(row_of(world, "worker_a", to_refer, "provider").at("capacity"), 0);
}

TEST(ServiceDirectoryApi, PutsTheNearestFirst) {
    World world;
    const auto target = std::string(to_transfer);
    const auto row = [&](const std::string& near, const char* name) {
        return json::string_or(row_of(world, "worker_a", target + near, name), "distance");
    };
    EXPECT_EQ(row("", "worker_c"), "same_province");
    EXPECT_EQ(row("", "worker_b"), "elsewhere");
    EXPECT_EQ(row("&near=EX0102", "worker_c"), "same_place");
    EXPECT_EQ(row("&near=EX0202", "worker_b"), "same_province");
    EXPECT_EQ(row("&near=NOWHERE", "worker_c"), "same_province") << "as if nothing was asked";
    const auto names = [&](const std::string& near) {
        std::vector<std::string> found;
        const auto rows = world.as("worker_a").get(target + near).rows();
        for (const auto& one : rows) {
            const auto name = json::string_or(one.as_object(), "user_name");
            if (name == "worker_b" || name == "worker_c") found.push_back(name);
        }
        return found;
    };
    EXPECT_THAT(names(""), ElementsAre("worker_c", "worker_b"));
    EXPECT_THAT(names("&near=EX0201"), ElementsAre("worker_b", "worker_c"));
}

}  // namespace
}  // namespace amparo::testing
