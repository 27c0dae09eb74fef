#include "base/messages.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

namespace amparo {
namespace {

namespace fs = std::filesystem;

Messages shipped() {
    auto messages = Messages::load(fs::path(AMPARO_SOURCE_DIR) / "config" / "messages");
    EXPECT_TRUE(messages);
    return messages ? *messages : Messages{};
}

/// The names in braces of a text.
std::set<std::string> placeholders(const std::string& text) {
    std::set<std::string> names;
    for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
        names.insert(text.substr(open + 1, text.find('}', open) - open - 1));
    }
    return names;
}

TEST(Messages, SayTheSameThingsInEveryLanguage) {
    const auto messages = shipped();
    const auto& english = messages.catalogues().at("en");
    for (const auto* locale : {"fr", "ar", "es"}) {
        const auto& other = messages.catalogues().at(locale);
        EXPECT_EQ(other.size(), english.size()) << locale;
        for (const auto& [key, text] : english) {
            const auto found = other.find(key);
            ASSERT_NE(found, other.end()) << locale << " lacks " << key;
            EXPECT_FALSE(found->second.empty()) << locale << " " << key;
            EXPECT_EQ(placeholders(found->second), placeholders(text)) << locale << " " << key;
        }
    }
}

TEST(Messages, FillInArgumentsAndFallBackToEnglish) {
    const auto messages = shipped();
    const MessageKey missing("errors.parameter_missing", {{"name", "data"}});
    EXPECT_NE(messages.text("fr", missing).find("data"), std::string::npos);
    EXPECT_EQ(messages.text("sw", missing), messages.text("en", missing));
    EXPECT_EQ(messages.text("en", "errors.no_such_key"), "errors.no_such_key");
}

TEST(Messages, RefuseADirectoryWithoutEnglishOrWithBrokenFiles) {
    const auto directory = fs::temp_directory_path() / "amparo_messages_test";
    fs::remove_all(directory);
    fs::create_directories(directory);
    EXPECT_FALSE(Messages::load(directory));
    std::ofstream(directory / "en.json") << R"({"a":7})";
    EXPECT_FALSE(Messages::load(directory));
    std::ofstream(directory / "en.json") << "{";
    EXPECT_FALSE(Messages::load(directory));
    std::ofstream(directory / "en.json") << R"({"a":"b"})";
    EXPECT_TRUE(Messages::load(directory));
    fs::remove_all(directory);
}

}  // namespace
}  // namespace amparo
