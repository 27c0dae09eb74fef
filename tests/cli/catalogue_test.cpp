#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>

#include "base/messages.hpp"
#include "tests/cli/program.hpp"

namespace amparo::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::IsEmpty;

const fs::path source = AMPARO_SOURCE_DIR;

using Catalogues = std::map<std::string, Messages::Catalogue, std::less<>>;

Catalogues catalogues_of(const std::string& folder) {
    return Messages::load(source / "config" / folder).value().catalogues();
}

/// {name} … in the order of the alphabet.
std::multiset<std::string> places_in(const std::string& text) {
    static const std::regex place("\\{[a-z_]+\\}");
    std::multiset<std::string> found;
    for (std::sregex_iterator at(text.begin(), text.end(), place), end; at != end; ++at)
        found.insert(at->str());
    return found;
}

class TextCatalogues : public ::testing::TestWithParam<const char*> {};

TEST_P(TextCatalogues, SayTheSameInFourLanguages) {
    const auto all = catalogues_of(GetParam());
    ASSERT_EQ(all.size(), 4u);
    const auto& english = all.at("en");
    for (const auto* language : {"ar", "es", "fr"}) {
        const auto& other = all.at(language);
        EXPECT_EQ(other.size(), english.size()) << language;
        for (const auto& [key, text] : english) {
            const auto found = other.find(key);
            ASSERT_NE(found, other.end()) << language << " lacks " << key;
            EXPECT_THAT(found->second, ::testing::Not(IsEmpty())) << language << " " << key;
            EXPECT_EQ(places_in(found->second), places_in(text)) << language << " " << key;
            const bool is_translated = found->second != text || text.find(' ') == std::string::npos;
            EXPECT_TRUE(is_translated) << language << " " << key;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Both, TextCatalogues, ::testing::Values("cli", "messages", "mail"),
                         [](const auto& one) { return std::string(one.param); });

/// Key literals of the code, each with a file it is in: what is handed to a function that makes a
/// refusal or a finding, and whatever starts like a key.
std::map<std::string, std::string> keys_in_code() {
    static const std::regex key(
        "\"((?:errors|warnings|doctor|findings|cli|users\\.alerts)(?:\\.[a-z0-9_]+)+)\"");
    static const std::regex refusal(
        "(?:refuse|MessageKey|Problem)[({][^;\"]*\"([a-z][a-z0-9_]*(?:\\.[a-z0-9_]+)+)\"");
    std::map<std::string, std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(source / "src")) {
        const auto name = entry.path().filename().string();
        const bool is_code = name.ends_with(".cpp") || name.ends_with(".hpp");
        if (!is_code || name.find("_test") != std::string::npos) continue;
        const auto text = std::regex_replace(content_of(entry.path()), std::regex("//[^\n]*"), "");
        for (const auto& pattern : {key, refusal}) {
            for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at)
                found.emplace((*at)[1].str(), fs::relative(entry.path(), source).string());
        }
    }
    return found;
}

TEST(MessageKeys, HaveATextInEachLanguage) {
    const auto own = catalogues_of("cli");
    const auto shared = catalogues_of("messages");
    const auto used = keys_in_code();
    EXPECT_GT(used.size(), 250u) << "the search finds what is there";
    for (const auto* language : {"en", "fr", "ar", "es"}) {
        std::vector<std::string> missing;
        for (const auto& [key, file] : used) {
            const bool is_there =
                own.at(language).contains(key) || shared.at(language).contains(key);
            if (!is_there) missing.push_back(key + " of " + file);
        }
        EXPECT_THAT(missing, IsEmpty()) << language;
    }
}

TEST(MessageKeys, ThatOnlyTheCommandLineHasAreUsed) {
    std::string code;
    for (const auto& entry : fs::recursive_directory_iterator(source / "src")) {
        if (entry.path().extension() == ".cpp") code += content_of(entry.path());
    }
    const auto own = catalogues_of("cli");
    for (const auto& [key, text] : own.at("en")) {
        const std::string generated = "_generated";
        const auto base =
            key.ends_with(generated) ? key.substr(0, key.size() - generated.size()) : key;
        EXPECT_NE(code.find("\"" + base + "\""), std::string::npos) << key << " is said by nobody";
    }
}

}  // namespace
}  // namespace amparo::testing
