#include "base/collation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "base/text.hpp"

namespace amparo::text {
namespace {

std::vector<std::string> sorted(std::vector<std::string> texts, std::string_view locale) {
    std::ranges::sort(texts, {}, [&](const auto& one) { return collation_key(one, locale); });
    return texts;
}

TEST(Collation, FollowsTheLanguage) {
    const std::vector<std::string> spanish{"nuevo", "ñandú", "nido", "oso"};
    EXPECT_EQ(sorted(spanish, "es"), (std::vector<std::string>{"nido", "nuevo", "ñandú", "oso"}));
    EXPECT_EQ(sorted(spanish, "en"), (std::vector<std::string>{"ñandú", "nido", "nuevo", "oso"}));
    const std::vector<std::string> swedish{"zon", "ö", "a"};
    EXPECT_EQ(sorted(swedish, "sv"), (std::vector<std::string>{"a", "zon", "ö"}));
    EXPECT_EQ(sorted(swedish, "fr"), (std::vector<std::string>{"a", "ö", "zon"}));
    EXPECT_EQ(sorted({"ذكر", "أنثى", "Male"}, "ar"),
              (std::vector<std::string>{"أنثى", "ذكر", "Male"}));
    EXPECT_EQ(sorted({"ذكر", "أنثى", "Male"}, "en"),
              (std::vector<std::string>{"Male", "أنثى", "ذكر"}));
}

TEST(Collation, IgnoresCaseAndTakesWhateverLocaleComes) {
    EXPECT_EQ(collation_key("Adam", "fr"), collation_key("ADAM", "fr"));
    EXPECT_EQ(collation_key("", "fr"), "");
    for (const std::string locale : {"", "x", "fr-FR-x-long", "../..", "zz_ZZ"}) {
        EXPECT_EQ(collation_key("Émile", locale), collation_key("Émile")) << locale;
    }
    for (int n = 0; n < 200; ++n) collation_key("a", "x-" + std::to_string(n));
    EXPECT_LT(collation_key("nuevo", "es"), collation_key("ñandú", "es"));
}

}  // namespace
}  // namespace amparo::text
