// What everybody may read before signing in, health, pages, and what is the same for every call.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(BootstrapApi, TellsTheStartUpInformationToEverybody) {
    World world;
    auto client = world.anonymous();
    const auto reply = client.get("/api/v2/primero");
    EXPECT_EQ(reply.status, 200);
    EXPECT_THAT(reply.text("locales"), HasSubstr("ar"));
    EXPECT_EQ(client.get("/api/v2/identity_providers").status, 200);
    EXPECT_FALSE(client.cookie("CSRF-TOKEN").empty());
    EXPECT_TRUE(client.cookie("_app_session").empty());
}

json::Object manifest_of(World& world, const std::string& query = "") {
    const auto reply = world.anonymous().get("/api/v2/app_manifest" + query);
    EXPECT_EQ(reply.status, 200) << reply.body;
    EXPECT_THAT(reply.header("Content-Type"), HasSubstr("application/manifest+json"));
    return reply.json().as_object();
}

TEST(BootstrapApi, GivesTheManifestOfTheAppInTheLanguageOfTheReader) {
    World world;
    const auto english = manifest_of(world);
    EXPECT_EQ(json::string_or(english, "name"), "Amparo");
    EXPECT_EQ(json::string_or(english, "start_url"), "/v2/");
    EXPECT_EQ(json::string_or(english, "description"), "Case management");
    EXPECT_THAT(json::write(english.at("shortcuts")), HasSubstr("New case"));
    EXPECT_THAT(json::write(english.at("icons")), HasSubstr("/icons/icon-maskable-512.png"));
    const auto arabic = manifest_of(world, "?locale=ar");
    EXPECT_EQ(json::string_or(arabic, "dir"), "rtl");
    EXPECT_THAT(json::write(arabic.at("shortcuts")), Not(HasSubstr("New case")));
    EXPECT_EQ(manifest_of(world, "?locale=xx"), english);
    const auto known = world.anonymous().get("/api/v2/primero");
    EXPECT_EQ(known.text("app_name"), "Amparo");
    EXPECT_EQ(known.text("version"), AMPARO_VERSION);
    EXPECT_EQ(known.text("client_version_min"), "0.1.0");
}

TEST(BootstrapApi, TellsAPhoneNothingOfWhatADiscreetAppIsFor) {
    World world({.settings = {"web.discreet_name=Notebook"}});
    for (const auto* locale : {"en", "fr", "ar", "es"}) {
        const auto manifest = manifest_of(world, "?locale=" + std::string(locale));
        EXPECT_EQ(json::string_or(manifest, "short_name"), "Notebook");
        EXPECT_FALSE(manifest.contains("description"));
        const auto text = json::write(manifest);
        for (const auto* word : {"Amparo", "icon.svg", "New case", "dossier", "Caso", "حالة"})
            EXPECT_THAT(text, Not(HasSubstr(word))) << locale;
        EXPECT_THAT(text, HasSubstr("/icons/plain-512.png"));
    }
    const auto known = world.anonymous().get("/api/v2/primero");
    EXPECT_EQ(known.text("app_name"), "Notebook");
    EXPECT_EQ(known.text("discreet"), "true");
}

TEST(BootstrapApi, SaysHowItsPartsAre) {
    World world;
    auto client = world.anonymous();
    for (const auto* part : {"", "/database", "/solr", "/server", "/api", "/ready"}) {
        EXPECT_EQ(client.get(std::string("/health") + part).status, 204) << part;
    }
    EXPECT_TRUE(client.cookie("CSRF-TOKEN").empty());
    const auto unknown = client.get("/health/nonsense");
    EXPECT_EQ(unknown.status, 503);
    EXPECT_EQ(unknown.header("Retry-After"), "60");
    client.get("/health/server?session=true");
    EXPECT_FALSE(client.cookie("CSRF-TOKEN").empty());
}

TEST(BootstrapApi, KeepsContactInformationForAdministrators) {
    World world;
    EXPECT_EQ(world.anonymous().get("/api/v2/contact_information").status, 401);
    EXPECT_EQ(world.as("worker_a").get("/api/v2/contact_information").text("name"),
              "administrator");
    const auto body = R"({"data":{"name":"Help desk","phone":"+000","id":9,"nonsense":1}})";
    EXPECT_EQ(world.as("worker_a").patch("/api/v2/contact_information", body).status, 403);
    EXPECT_EQ(world.as("super").patch("/api/v2/contact_information", body).status, 200);
    const auto reply = world.as("worker_a").get("/api/v2/contact_information");
    EXPECT_EQ(reply.text("name"), "Help desk");
    EXPECT_THAT(reply.body, Not(HasSubstr("nonsense")));
    EXPECT_EQ(
        world.as("super").patch("/api/v2/contact_information", R"({"data":{"phone":[1]}})").status,
        422);
}

TEST(EveryCall, IsRefusedWithoutASession) {
    World world;
    auto client = world.anonymous();
    for (const auto* target :
         {"/api/v2/cases", "/api/v2/users", "/api/v2/users/me", "/api/v2/roles", "/api/v2/forms",
          "/api/v2/lookups", "/api/v2/locations", "/api/v2/system_settings", "/api/v2/agencies",
          "/api/v2/user_groups", "/api/v2/primero_modules", "/api/v2/audit_logs",
          "/api/v2/permissions", "/api/v2/sessions"}) {
        const auto reply = client.get(target);
        EXPECT_EQ(reply.status, 401) << target;
        EXPECT_THAT(reply.json().as_object().at("error").as_string().c_str(),
                    HasSubstr("signed in"));
    }
}

TEST(EveryCall, FindsNothingAtUnknownPathsMethodsAndFormats) {
    World world;
    auto& super = world.as("super");
    for (const auto* target : {"/api/v2/nonsense", "/api/v2", "/api/v2/roles.csv",
                               "/api/v2/roles/abc", "/api/v2/roles/999999", "/api/v1/roles"}) {
        const auto reply = super.get(target);
        EXPECT_EQ(reply.status, 404) << target;
        EXPECT_EQ(reply.message(), "Not Found");
        EXPECT_THAT(reply.detail(), Not(HasSubstr("amparo::")));
    }
    EXPECT_EQ(super.del("/api/v2/permissions").status, 404);
}

TEST(EveryCall, ToleratesSlashesAndTheJsonSuffix) {
    World world;
    auto& worker = world.as("worker_a");
    for (const auto* target : {"/api/v2//roles", "/api/v2/roles/", "/api/v2/roles.json"}) {
        EXPECT_EQ(worker.get(target).status, 200) << target;
    }
}

TEST(EveryCall, AnswersAnUnchangedConfigurationWith304) {
    World world;
    auto& worker = world.as("worker_a");
    const auto first = worker.get("/api/v2/forms");
    EXPECT_THAT(first.header("ETag"), ::testing::StartsWith("W/\""));
    EXPECT_EQ(first.header("Cache-Control"), "max-age=0, private, must-revalidate");
    const auto again =
        worker.get("/api/v2/forms", {.headers = {{"If-None-Match", first.header("ETag")}}});
    EXPECT_EQ(again.status, 304);
    EXPECT_TRUE(again.body.empty());
}

TEST(EveryCall, CompressesLargeAnswers) {
    World world;
    auto& worker = world.as("worker_a");
    const auto plain = worker.get("/api/v2/forms");
    for (const auto* encoding : {"gzip", "br", "zstd"}) {
        const auto packed =
            worker.get("/api/v2/forms", {.headers = {{"Accept-Encoding", encoding}}});
        EXPECT_EQ(packed.header("Content-Encoding"), encoding);
        EXPECT_LT(packed.body.size(), plain.body.size() / 5);
        EXPECT_EQ(packed.header("Vary"), "Accept-Encoding");
    }
}

TEST(EveryCall, RefusesBodiesThatAreTooLong) {
    World world;
    auto& worker = world.as("worker_a");
    const auto reply = worker.post("/api/v2/cases", std::string((4U << 20) + 1, ' '));
    EXPECT_EQ(reply.status, 413);
    EXPECT_EQ(reply.errors().size(), 1U);
}

TEST(EveryCall, RefusesBrokenJsonAndText) {
    World world;
    auto& worker = world.as("worker_a");
    for (const std::string body :
         {"{", "[]", "{\"data\":", "\"\xc3\x28\"", "{\"data\":{\"a\":1}} x", "nul"}) {
        const auto reply = worker.post("/api/v2/cases", body);
        EXPECT_EQ(reply.status, 400) << body;
        EXPECT_FALSE(reply.message().empty());
    }
    const std::string deep(40, '[');
    EXPECT_EQ(worker.post("/api/v2/cases", "{\"data\":" + deep).status, 400);
}

TEST(EveryCall, IsLimitedForEachUserAlone) {
    World world({.settings = {"limits.per_user_second=1", "limits.per_user_burst=3"}});
    auto& worker = world.as("worker_a");
    for (int n = 0; n < 3; ++n) EXPECT_EQ(worker.get("/api/v2/permissions").status, 200);
    const auto reply = worker.get("/api/v2/permissions");
    EXPECT_EQ(reply.status, 429);
    EXPECT_FALSE(reply.header("Retry-After").empty());
    EXPECT_EQ(world.as("worker_b").get("/api/v2/permissions").status, 200);
}

TEST(EveryCall, IsLimitedForEachAddress) {
    World world({.settings = {"limits.per_address_second=1", "limits.per_address_burst=2"}});
    auto client = world.anonymous();
    client.get("/api/v2/primero");
    client.get("/api/v2/primero");
    EXPECT_EQ(client.get("/api/v2/primero").status, 429);
    EXPECT_EQ(client.get("/").status, 200);
    EXPECT_EQ(client.get("/health").status, 204);
}

TEST(EveryCall, SpeaksTheLanguageOfTheDeployment) {
    World world({.settings = {"locale.default=ar"}});
    const auto reply = world.anonymous().get("/api/v2/users/me");
    EXPECT_THAT(reply.body, HasSubstr("لم تسجّل الدخول"));
}

TEST(WebApp, IsServedForItsOwnPathsWithAStrictPolicy) {
    World world;
    auto client = world.anonymous();
    for (const auto* target : {"/", "/v2", "/v2/cases/1"}) {
        const auto reply = client.get(target);
        EXPECT_EQ(reply.status, 200) << target;
        EXPECT_THAT(reply.body, HasSubstr("<title>Amparo"));
        const auto policy = reply.header("Content-Security-Policy");
        EXPECT_THAT(policy, HasSubstr("default-src 'self'"));
        // What the camera and the microphone gave is looked at and listened to before it is kept.
        EXPECT_THAT(policy, HasSubstr("img-src 'self' data: blob:"));
        EXPECT_THAT(policy, HasSubstr("media-src 'self' data: blob:"));
        const auto may = reply.header("Permissions-Policy");
        EXPECT_THAT(may, HasSubstr("camera=(self)"));
        EXPECT_THAT(may, HasSubstr("microphone=(self)"));
        EXPECT_EQ(reply.header("Cache-Control"), "no-cache");
    }
    EXPECT_THAT(client.get("/assets/main-1a2b.js").header("Cache-Control"), HasSubstr("immutable"));
    EXPECT_EQ(client.get("/assets/missing.js").status, 404);
    EXPECT_EQ(client.get("/../../etc/passwd").status, 404);
}

}  // namespace
}  // namespace amparo::testing
