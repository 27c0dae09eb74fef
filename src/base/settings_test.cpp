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
    EXPECT_EQ(refused("log.level=verbose"), "log.level");
    EXPECT_EQ(refused("log.level="), "log.level");
    EXPECT_EQ(refused("locale.default=de"), "locale.default");
}

std::string argument_of(const Error& error, std::string_view name) {
    for (const auto& [key, value] : error.message.arguments) {
        if (key == name) return value;
    }
    return "";
}

TEST(Settings, EachChoiceIsTaken) {
    for (const std::string level : {"debug", "info", "warn", "error", "off"}) {
        const auto settings = Settings::load(
            {.file = {}, .environment = {{"AMPARO_LOG_LEVEL", level}}, .assignments = {}});
        ASSERT_TRUE(settings.has_value()) << level;
        EXPECT_EQ(settings->text("log.level"), level);
    }
    const auto refused =
        Settings::load({.file = {}, .environment = {}, .assignments = {"log.level=loud"}});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(argument_of(refused.error(), "choices"), "debug, info, warn, error, off");
}

TEST(Settings, AnUnknownSettingIsToldTheNearest) {
    const auto refused =
        Settings::load({.file = {}, .environment = {}, .assignments = {"session.idle=5"}});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(argument_of(refused.error(), "nearest"), "session.idle_minutes");
}

TEST(Settings, AMisspeltVariableIsRefusedNamingTheNearest) {
    const auto nearest = [](const std::string& variable) {
        const auto settings =
            Settings::load({.file = {}, .environment = {{variable, "5"}}, .assignments = {}});
        EXPECT_FALSE(settings.has_value()) << variable;
        if (settings.has_value()) return std::string();
        EXPECT_EQ(settings.error().field, variable);
        EXPECT_EQ(settings.error().message.key, "errors.settings.unknown_variable");
        return argument_of(settings.error(), "nearest");
    };
    EXPECT_EQ(nearest("AMPARO_SERVER_PROT"), "AMPARO_SERVER_PORT");
    EXPECT_EQ(nearest("AMPARO_SEVER_PORT"), "AMPARO_SERVER_PORT");
    EXPECT_EQ(nearest("AMPARO_SESSION_IDLE_MINS"), "AMPARO_SESSION_IDLE_MINUTES");
    EXPECT_EQ(nearest("AMPARO_LOG_FILE"), "AMPARO_LOG_LEVEL");
    EXPECT_EQ(nearest("AMPARO_DMIN_PASSWORD"), "AMPARO_ADMIN_PASSWORD");
    EXPECT_EQ(nearest("AMPARO_ADMIN_PASWORD"), "AMPARO_ADMIN_PASSWORD");
    EXPECT_EQ(nearest("AMPARO_DEMO_PASSWORDS"), "AMPARO_DEMO_PASSWORD");
}

TEST(Settings, OtherVariablesAreLeftAlone) {
    const auto settings = Settings::load({.file = {},
                                          .environment = {{"AMPARO_ADMIN_PASSWORD", "secret"},
                                                          {"AMPARO_USER_PASSWORD", "secret"},
                                                          {"AMPARO_CONFIG_DIRECTORY", "/etc"},
                                                          {"AMPARO_SERVICE_HOST", "10.0.0.1"},
                                                          {"AMPARO_URL", "https://example.org"},
                                                          {"SERVER_PROT", "5"}},
                                          .assignments = {}});
    ASSERT_TRUE(settings.has_value());
    EXPECT_EQ(settings->ignored_variables(),
              (std::vector<std::string>{"AMPARO_SERVICE_HOST", "AMPARO_URL"}));
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
