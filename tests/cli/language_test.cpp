#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "tests/cli/program.hpp"

namespace amparo::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

/// One language, as the environment names it, and what an operator then reads.
struct Language {
    const char* name;
    const char* lang;
    const char* ready;
    const char* unknown_setting;
    const char* not_understood;
    const char* verified;
    const char* doctor_good;
    const char* commands;
    const char* generated;
};

class Languages : public ::testing::TestWithParam<Language> {
  protected:
    Environment environment(const Environment& more = {}) const {
        auto all = operator_environment();
        all["LANG"] = GetParam().lang;
        for (const auto& [name, value] : more) all[name] = value;
        return all;
    }
    TemporaryFolder folder;
    fs::path data = folder / "data";
};

TEST_P(Languages, AreSpokenToTheOperator) {
    make_ready(data);
    const auto& language = GetParam();
    {
        Server server(data, {.environment = environment()});
        EXPECT_THAT(server.process().output(), HasSubstr(language.ready));
    }
    const auto said = [&](const std::vector<std::string>& arguments) {
        const auto end = amparo(arguments, environment());
        return end.output + end.errors;
    };
    const auto place = data.string();
    EXPECT_THAT(said({"serve", "--data", place, "--set", "server.prot=1"}),
                HasSubstr(language.unknown_setting));
    EXPECT_THAT(said({"serve", "--prot", "1"}), HasSubstr(language.not_understood));
    EXPECT_THAT(said({"verify", "--data", place}), HasSubstr(language.verified));
    EXPECT_THAT(said({"doctor", "--data", place}), HasSubstr(language.doctor_good));
    const auto help = said({"--help"});
    EXPECT_THAT(help, HasSubstr(language.commands));
    if (std::string(language.lang).starts_with("en")) return;
    for (const auto* english : {"Usage", "Commands", "Print this help", "Start the server"})
        EXPECT_THAT(help, Not(HasSubstr(english)));
}

TEST_P(Languages, AreSpokenWhenAPasswordIsShown) {
    Process init(program(), {"init", "--data", data.string()},
                 environment({{"AMPARO_ADMIN_PASSWORD", ""}}));
    EXPECT_THAT(init.wait(std::chrono::seconds(60)).output, HasSubstr(GetParam().generated));
}

const Language spoken[] = {
    {"English", "en_GB.UTF-8", "Amparo is ready: http", "There is no setting server.prot.",
     "There is no option or command “--prot”", "All is well:", "Nothing is wrong.",
     "Commands:", "Password:"},
    {"French", "fr_FR.UTF-8", "Amparo est prêt\u00a0: http",
     "Le paramètre server.prot n’existe pas.",
     "L’option ou la commande «\u00a0--prot\u00a0» n’existe pas",
     "Tout est en ordre\u00a0:", "Aucun problème.", "Commandes:", "Mot de passe\u00a0:"},
    {"Arabic", "ar_SY.UTF-8", "Amparo جاهز: http", "لا يوجد إعداد باسم server.prot.",
     "لا يوجد خيار أو أمر باسم «--prot»", "كل شيء سليم:", "لا توجد مشكلة.",
     "الأوامر:", "كلمة المرور:"},
    {"Spanish", "es_CO.UTF-8", "Amparo está listo: http", "No existe el ajuste server.prot.",
     "No existe la opción ni el comando «--prot»", "Todo está en orden:", "No hay ningún problema.",
     "Comandos:", "Contraseña:"},
};

INSTANTIATE_TEST_SUITE_P(Each, Languages, ::testing::ValuesIn(spoken),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(LanguageOfTheEnvironment, IsTakenFromTheStrongestVariable) {
    const auto about = [](const Environment& chosen) {
        auto environment = operator_environment();
        for (const auto& [name, value] : chosen) environment[name] = value;
        return run(program(), {"--help"}, environment).output;
    };
    EXPECT_THAT(about({{"LANG", "fr_FR.UTF-8"}, {"LC_ALL", "es_ES.UTF-8"}}), HasSubstr("Comandos"));
    EXPECT_THAT(about({{"LANG", "fr_FR.UTF-8"}, {"LC_MESSAGES", "ar"}}), HasSubstr("الأوامر"));
    EXPECT_THAT(about({{"LANG", "fr"}}), HasSubstr("Commandes"));
    EXPECT_THAT(about({{"LANG", "de_DE.UTF-8"}}), HasSubstr("Commands"));
    EXPECT_THAT(about({{"LANG", ""}}), HasSubstr("Commands"));
    EXPECT_THAT(about({{"LC_ALL", "C"}, {"LANG", "fr_FR.UTF-8"}}), HasSubstr("Commands"));
}

}  // namespace
}  // namespace amparo::testing
