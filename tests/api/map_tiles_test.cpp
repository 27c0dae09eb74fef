// Maps show outlines only, unless the deployment names a map server of its own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/map_tiles.hpp"
#include "base/settings.hpp"
#include "cli/deployment.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using api::MapTiles;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* own_server = "https://tiles.example.org:8443";

WorldOptions with_tiles() {
    return {.settings = {std::string("map.tiles_url=") + own_server + "/{z}/{x}/{y}.png",
                         "map.tiles_credit=Survey of Examplia"}};
}

TEST(MapTilesApi, AreOfNobodyUnlessTheDeploymentSaysSo) {
    World world;
    auto visitor = world.anonymous();
    const auto policy = visitor.get("/").header("Content-Security-Policy");
    EXPECT_THAT(policy, HasSubstr("img-src 'self' data: blob:;"));
    EXPECT_FALSE(
        world.as("worker_a").get("/api/v2/system_settings").object().contains("map_tiles"));
}

TEST(MapTilesApi, ComeFromThatServerAlone) {
    World world(with_tiles());
    auto visitor = world.anonymous();
    const auto page = visitor.get("/");
    const auto policy = page.header("Content-Security-Policy");
    EXPECT_THAT(policy, HasSubstr("img-src 'self' data: blob: https://tiles.example.org:8443;"));
    EXPECT_THAT(policy, HasSubstr("connect-src 'self';"));
    EXPECT_THAT(policy, HasSubstr("frame-ancestors 'none'"));
    EXPECT_NE(page.header("Permissions-Policy"), "");
    EXPECT_NE(page.header("Cross-Origin-Opener-Policy"), "");
    const auto settings = world.as("worker_a").get("/api/v2/system_settings").object();
    const auto& tiles = settings.at("map_tiles").as_object();
    EXPECT_THAT(json::string_or(tiles, "url"), HasSubstr("{z}/{x}/{y}"));
    EXPECT_EQ(json::string_or(tiles, "credit"), "Survey of Examplia");
}

TEST(MapTilesTemplate, IsAWebAddressWithAllThreePlacesAndNothingThatBelongsInNoHeader) {
    const auto parsed = [](const std::string& url) {
        World world({.settings = {"map.tiles_url=" + url}});
        return MapTiles::from_settings(world.deployment().settings());
    };
    EXPECT_EQ(parsed("http://localhost:8000/t/{z}/{x}/{y}").value().origin,
              "http://localhost:8000");
    for (const auto* wrong :
         {"tiles.example.org/{z}/{x}/{y}", "ftp://tiles.example.org/{z}/{x}/{y}",
          "https://tiles.example.org/{z}/{x}", "https://tiles.example.org/{z}/{x}/{y}/{x}",
          "https:///{z}/{x}/{y}", "https://a.example; script-src */{z}/{x}/{y}",
          "https://{z}{x}{y}.example.org"}) {
        const auto tiles = parsed(wrong);
        ASSERT_FALSE(tiles) << wrong;
        EXPECT_EQ(tiles.error().field, "map.tiles_url");
    }
}

}  // namespace
}  // namespace amparo::testing
