#include "base/settings.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace amparo {
namespace {

std::filesystem::path write_file(const std::string& content) {
    const auto file = std::filesystem::temp_directory_path() /
                      ("amparo_settings_" + std::to_string(::getpid()) + ".toml");
    std::ofstream(file) << content;
    return file;
}

TEST(Settings, LaterSourcesWin) {
    const auto file = write_file("[server]\nport = 9001\nworkers = 3\n[log]\nlevel = \"warn\"\n");
    const auto settings = Settings::load({.file = file,
                                          .environment = {{"AMPARO_SERVER_PORT", "9002"}},
                                          .assignments = {"server.workers=7"}});
    std::filesystem::remove(file);
    ASSERT_TRUE(settings.has_value());
    EXPECT_EQ(settings->integer("server.port"), 9002);
    EXPECT_EQ(settings->integer("server.workers"), 7);
    EXPECT_EQ(settings->text("log.level"), "warn");
    EXPECT_EQ(settings->integer("session.idle_minutes"), 60);
}

TEST(Settings, EachMistakeNamesItsSetting) {
    const auto refused = [](const std::string& assignment) {
        const auto settings =
            Settings::load({.file = {}, .environment = {}, .assignments = {assignment}});
        EXPECT_FALSE(settings.has_value()) << assignment;
        return settings.has_value() ? std::string() : settings.error().field;
    };
    EXPECT_EQ(refused("server.prot=1"), "server.prot");
    EXPECT_EQ(refused("server.port=many"), "server.port");
    EXPECT_EQ(refused("server.port=70000"), "server.port");
    EXPECT_EQ(refused("demo.banner=maybe"), "demo.banner");
    EXPECT_EQ(refused("server.port"), "server.port");
}

TEST(Settings, AFileThatIsNotTomlIsNamedWithItsLine) {
    const auto file = write_file("[server\nport=1\n");
    const auto settings = Settings::load({.file = file, .environment = {}, .assignments = {}});
    std::filesystem::remove(file);
    ASSERT_FALSE(settings.has_value());
    EXPECT_NE(settings.error().field.find(".toml:1"), std::string::npos);
    const auto missing =
        Settings::load({.file = "/nowhere/amparo.toml", .environment = {}, .assignments = {}});
    ASSERT_FALSE(missing.has_value());
    EXPECT_EQ(missing.error().message.key, "errors.settings.no_file");
}

}  // namespace
}  // namespace amparo
