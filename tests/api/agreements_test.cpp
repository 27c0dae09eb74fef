// What people agree to before they work: the code of conduct and terms of use (administration.md
// §6.4, §6.5, §16), and the logos of their agencies (§10).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/crypto.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr const char* codes = "/api/v2/codes_of_conduct";

std::string body_of(json::Object data) {
    return json::write(json::Object{{"data", std::move(data)}});
}

std::string code(const std::string& title, const std::string& content) {
    return body_of({{"title", title}, {"content", content}});
}

std::string self(World& world, const std::string& user_name) {
    return "/api/v2/users/" + std::to_string(world.id_of(user_name));
}

std::int64_t number_of(const Reply& reply) {
    return json::integer_or(reply.object(), "id", 0);
}

Reply accept_code(World& world, const std::string& user_name, std::int64_t id) {
    return world.as(user_name).patch(self(world, user_name), body_of({{"code_of_conduct_id", id}}));
}

TEST(CodeOfConductApi, IsWrittenByWhoMayAndReadByAll) {
    World world;
    auto& administrator = world.as("administrator");
    EXPECT_EQ(administrator.get(codes).status, 404) << "before there is one";
    EXPECT_EQ(world.as("worker_a").post(codes, code("Ours", "Be kind.")).status, 403);
    EXPECT_EQ(world.anonymous().get(codes).status, 401);
    const auto made = administrator.post(codes, code("How we work", "Be kind."));
    ASSERT_EQ(made.status, 200) << made.body;
    EXPECT_EQ(made.text("created_by"), "administrator");
    const auto read = world.as("worker_a").get(codes);
    EXPECT_EQ(read.text("title"), "How we work");
    EXPECT_EQ(number_of(read), number_of(made));
    const auto settings = world.as("worker_a").get("/api/v2/system_settings").object();
    EXPECT_EQ(json::string_or(settings.at("code_of_conduct").as_object(), "content"), "Be kind.");
}

TEST(CodeOfConductApi, SaysEverythingThatIsMissing) {
    World world;
    auto& administrator = world.as("administrator");
    const auto nothing = administrator.post(codes, body_of({{"title", " "}}));
    EXPECT_EQ(nothing.status, 422);
    EXPECT_THAT(nothing.body, HasSubstr("errors.models.code_of_conduct.title_present"));
    EXPECT_THAT(nothing.body, HasSubstr("errors.models.code_of_conduct.content_present"));
    EXPECT_EQ(administrator.post(codes, code(std::string(501, 'a'), "Be kind.")).status, 422);
    EXPECT_EQ(administrator.post(codes, code("Ours", std::string(30'001, 'a'))).status, 422);
    const auto half =
        administrator.post(codes, body_of({{"title", "Ours"},
                                           {"content", "Be kind."},
                                           {"title_i18n", json::Object{{"ar", "قواعدنا"}}}}));
    EXPECT_EQ(half.status, 422) << "a title without its text";
    EXPECT_EQ(administrator.get(codes).status, 404);
}

TEST(CodeOfConductApi, SpeaksTheLanguageOfTheReader) {
    World world;
    ASSERT_EQ(world.as("administrator")
                  .post(codes, body_of({{"title", "How we work"},
                                        {"content", "Be kind."},
                                        {"title_i18n", json::Object{{"ar", "كيف نعمل"}}},
                                        {"content_i18n", json::Object{{"ar", "كن لطيفاً."}}}}))
                  .status,
              200);
    auto& worker = world.as("worker_a");
    EXPECT_EQ(worker.get(codes).text("title"), "How we work");
    ASSERT_EQ(worker.patch(self(world, "worker_a"), body_of({{"locale", "ar"}})).status, 200);
    EXPECT_EQ(worker.get(codes).text("title"), "كيف نعمل");
    ASSERT_EQ(worker.patch(self(world, "worker_a"), body_of({{"locale", "fr"}})).status, 200);
    EXPECT_EQ(worker.get(codes).text("content"), "Be kind.") << "no French one";
}

TEST(CodeOfConductApi, KeepsRecordsClosedUntilItIsAccepted) {
    World world;
    const auto id = world.create_case("worker_a", {{"name_first", "Amina"}, {"age", 9}});
    auto& worker = world.as("worker_a");
    const auto one = number_of(world.as("administrator").post(codes, code("One", "Be kind.")));
    const auto refused = worker.get("/api/v2/cases/" + id);
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(refused.detail(), "code_of_conduct");
    EXPECT_THAT(refused.body, Not(HasSubstr("Amina")));
    for (const auto* path : {"cases", "dashboards", "tasks", "flags", "alerts", "potential_matches",
                             "saved_searches", "notifications", "incidents"})
        EXPECT_EQ(worker.get(std::string("/api/v2/") + path).status, 403) << path;
    for (const auto* path : {"forms", "lookups", "system_settings", "codes_of_conduct",
                             "contact_information", "users/me"})
        EXPECT_NE(worker.get(std::string("/api/v2/") + path).status, 403) << path;
    const auto accepted = accept_code(world, "worker_a", one);
    ASSERT_EQ(accepted.status, 200) << accepted.body;
    EXPECT_FALSE(accepted.text("code_of_conduct_accepted_on").empty());
    EXPECT_EQ(worker.get("/api/v2/cases/" + id).status, 200);
    EXPECT_EQ(world.as("worker_c").get("/api/v2/cases").status, 403) << "each for themselves";
}

TEST(CodeOfConductApi, IsAskedForAgainOnlyWhenItsWordsChanged) {
    World world;
    auto& administrator = world.as("administrator");
    auto& worker = world.as("worker_a");
    const auto one = number_of(administrator.post(codes, code("One", "Be kind.")));
    ASSERT_EQ(accept_code(world, "worker_a", one).status, 200);
    EXPECT_EQ(number_of(administrator.post(codes, code("One", "Be kind."))), one);
    EXPECT_EQ(worker.get("/api/v2/cases").status, 200) << "the same words";
    const auto two = number_of(administrator.post(codes, code("One", "Be kind and quick.")));
    EXPECT_NE(two, one);
    EXPECT_EQ(worker.get("/api/v2/cases").status, 403);
    const auto old = accept_code(world, "worker_a", one);
    EXPECT_EQ(old.status, 422);
    EXPECT_EQ(old.detail(), "code_of_conduct_id");
    ASSERT_EQ(accept_code(world, "worker_a", two).status, 200);
    EXPECT_EQ(worker.get("/api/v2/cases").status, 200);
    const auto versions = administrator.get(std::string(codes) + "/versions");
    ASSERT_EQ(versions.rows().size(), 2U);
    EXPECT_EQ(json::integer_or(versions.rows().at(0).as_object(), "id", 0), two);
    EXPECT_THAT(versions.body, HasSubstr("\"accepted\":1"));
    EXPECT_EQ(worker.get(std::string(codes) + "/versions").status, 403);
}

TEST(CodeOfConductApi, IsAcceptedByNobodyElse) {
    World world;
    auto& super = world.as("super");
    const auto id = number_of(super.post(codes, code("One", "Be kind.")));
    ASSERT_EQ(super.patch(self(world, "worker_a"), body_of({{"code_of_conduct_id", id}})).status,
              200);
    EXPECT_EQ(world.as("worker_a").get("/api/v2/cases").status, 403);
}

/// An opaque PNG of that size.
std::string png_of(int side) {
    // Rows of zero bytes compress to almost nothing; zlib stores them in our own few lines.
    const auto chunk = [](const std::string& kind, const std::string& data) {
        const auto word = [](std::uint32_t value) {
            std::string bytes;
            for (int shift = 24; shift >= 0; shift -= 8)
                bytes += static_cast<char>((value >> static_cast<unsigned>(shift)) & 0xffU);
            return bytes;
        };
        std::uint32_t crc = 0xffffffffU;
        for (const char letter : kind + data) {
            crc ^= static_cast<unsigned char>(letter);
            for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ (0xedb88320U & (0U - (crc & 1U)));
        }
        return word(static_cast<std::uint32_t>(data.size())) + kind + data + word(~crc);
    };
    const auto size = std::string({0, 0, static_cast<char>(side / 256), static_cast<char>(side)});
    std::string rows;
    std::uint32_t a = 1;
    std::uint32_t b = 0;
    std::string blocks("\x78\x01", 2);
    const std::string row(static_cast<std::size_t>(side) + 1, '\0');
    for (int at = 0; at < side; ++at) {
        const auto length = static_cast<unsigned>(row.size());
        blocks += at + 1 == side ? '\1' : '\0';
        for (const auto value : {length, ~length}) {
            blocks += static_cast<char>(value & 0xffU);
            blocks += static_cast<char>((value >> 8U) & 0xffU);
        }
        blocks += row;
        for (std::size_t i = 0; i < row.size(); ++i) b = (b + a) % 65521U;
    }
    for (const auto value : {b >> 8U, b & 0xffU, a >> 8U, a & 0xffU})
        blocks += static_cast<char>(value);
    return "\x89PNG\r\n\x1a\n" + chunk("IHDR", size + size + std::string({8, 0, 0, 0, 0})) +
           chunk("IDAT", blocks) + chunk("IEND", "");
}

std::string agency_of(World& world, const std::string& unique_id) {
    for (const auto& row : world.as("super").get("/api/v2/agencies").rows()) {
        if (json::string_or(row.as_object(), "unique_id") == unique_id)
            return "/api/v2/agencies/" + std::to_string(row.as_object().at("id").as_int64());
    }
    return "";
}

json::Object file(const std::string& member, const std::string& name, const std::string& bytes) {
    return {{member + "_file_name", name}, {member + "_base64", crypto::base64(bytes)}};
}

json::Object both_logos() {
    auto data = file("logo_full", "full.png", png_of(64));
    for (auto& [key, value] : file("logo_icon", "icon.png", png_of(32))) data[key] = value;
    return data;
}

TEST(AgencyLogosApi, AreShownToEverybodyUnderAnAddressOfTheirOwn) {
    World world;
    const auto agency = agency_of(world, "AGENCY-1");
    auto data = both_logos();
    data["logo_enabled"] = true;
    data["pdf_logo_option"] = true;
    const auto changed = world.as("super").patch(agency, body_of(data));
    ASSERT_EQ(changed.status, 200) << changed.body;
    const auto url = changed.text("logo_full");
    EXPECT_THAT(url, StartsWith("/rails/active_storage/blobs/redirect/"));
    auto anybody = world.anonymous();
    const auto picture = anybody.get(url);
    EXPECT_EQ(picture.status, 200);
    EXPECT_EQ(picture.header("Content-Type"), "image/png");
    EXPECT_THAT(picture.body, StartsWith("\x89PNG"));
    EXPECT_THAT(picture.header("Cache-Control"), HasSubstr("immutable"));
    const auto shown = anybody.get("/api/v2/primero").object();
    ASSERT_EQ(shown.at("agencies").as_array().size(), 1U);
    EXPECT_EQ(json::string_or(shown.at("agencies").as_array()[0].as_object(), "logo_full"), url);
    EXPECT_EQ(shown.at("agencies_logo_options").as_array().size(), 1U);
    const auto me = world.as("worker_a").get(self(world, "worker_a") + "?extended=true");
    EXPECT_EQ(me.text("agency_logo_full"), url);
    EXPECT_EQ(
        anybody.get("/rails/active_storage/blobs/redirect/" + std::string(64, '0') + "/logo_full")
            .status,
        404);
}

TEST(AgencyLogosApi, GoWithAnEmptyNameAndTakeTheirMarkAlong) {
    World world;
    const auto agency = agency_of(world, "AGENCY-1");
    auto& super = world.as("super");
    auto data = both_logos();
    data["logo_enabled"] = true;
    const auto url = super.patch(agency, body_of(data)).text("logo_full");
    ASSERT_FALSE(url.empty());
    EXPECT_EQ(super.patch(agency, body_of({{"logo_full_file_name", ""}})).text("logo_full"), url)
        << "a name alone changes nothing";
    const auto removed =
        super.patch(agency, body_of({{"logo_full_file_name", ""}, {"logo_full_base64", ""}}));
    EXPECT_EQ(removed.text("logo_full"), "");
    EXPECT_FALSE(removed.object().at("logo_enabled").as_bool());
    EXPECT_EQ(world.anonymous().get(url).status, 404);
}

TEST(AgencyLogosApi, AreSmallPngPicturesOfWhoMayWriteAgencies) {
    World world;
    const auto agency = agency_of(world, "AGENCY-1");
    auto& super = world.as("super");
    const auto refused = [&](json::Object data) {
        const auto reply = super.patch(agency, body_of(std::move(data)));
        EXPECT_EQ(reply.status, 422) << reply.body;
        return reply.detail() + " " + reply.message();
    };
    EXPECT_EQ(refused(file("logo_full", "a.png", "GIF89a no picture")),
              "logo_full errors.models.agency.logo_format");
    EXPECT_EQ(refused(file("logo_full", "a.png", png_of(64).substr(0, 60))),
              "logo_full errors.models.agency.logo_format");
    EXPECT_EQ(refused(file("logo_full", "a.png", png_of(513))),
              "logo_full errors.models.agency.logo_dimension");
    EXPECT_EQ(refused(file("logo_icon", "a.png", png_of(101))),
              "logo_icon errors.models.agency.logo_dimension");
    EXPECT_EQ(super.patch(agency, body_of(file("logo_icon", "a.png", png_of(100)))).status, 200);
    EXPECT_EQ(world.as("worker_a").patch(agency, body_of(both_logos())).status, 403);
    EXPECT_FALSE(super.patch(agency, body_of({{"logo_enabled", true}}))
                     .object()
                     .at("logo_enabled")
                     .as_bool())
        << "one logo of two";
}

constexpr const char* terms_pdf =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF";

TEST(TermsOfUseApi, AreAcceptedBeforeRecordsAndAgainWhenTheyChange) {
    World world({.settings = {"terms.enforced=true"}});
    const auto agency = agency_of(world, "AGENCY-1");
    auto& super = world.as("super");
    auto& worker = world.as("worker_a");
    EXPECT_EQ(worker.get("/api/v2/cases").status, 200) << "none yet";
    auto data = file("terms_of_use", "terms.pdf", terms_pdf);
    data["terms_of_use_enabled"] = true;
    const auto stored = super.patch(agency, body_of(data));
    ASSERT_EQ(stored.status, 200) << stored.body;
    EXPECT_EQ(worker.get("/api/v2/cases").detail(), "terms_of_use");
    EXPECT_EQ(world.anonymous().get(stored.text("terms_of_use")).status, 401);
    const auto document = worker.get(stored.text("terms_of_use"));
    EXPECT_EQ(document.status, 200);
    EXPECT_EQ(document.header("Content-Type"), "application/pdf");
    const auto me = worker.get(self(world, "worker_a") + "?extended=true").object();
    EXPECT_TRUE(me.at("agency_terms_of_use_enabled").as_bool());
    ASSERT_EQ(
        worker.patch(self(world, "worker_a"), body_of({{"accept_terms_of_use", true}})).status,
        200);
    EXPECT_EQ(worker.get("/api/v2/cases").status, 200);
    ASSERT_EQ(
        super.patch(agency, body_of(file("terms_of_use", "new.pdf", std::string(terms_pdf) + "\n")))
            .status,
        200);
    EXPECT_EQ(worker.get("/api/v2/cases").status, 403) << "a newer document";
    const auto text = super.patch(agency, body_of(file("terms_of_use", "terms.pdf", "hello")));
    EXPECT_EQ(text.status, 422);
    EXPECT_EQ(text.message(), "errors.models.agency.terms_of_use_format");
}

TEST(TermsOfUseApi, AreNoMatterUnlessTheDeploymentWantsThem) {
    World world;
    const auto agency = agency_of(world, "AGENCY-1");
    auto data = file("terms_of_use", "terms.pdf", terms_pdf);
    data["terms_of_use_enabled"] = true;
    const auto stored = world.as("super").patch(agency, body_of(data));
    ASSERT_EQ(stored.status, 200);
    EXPECT_FALSE(stored.text("terms_of_use_uploaded_at").empty()) << "for when it does";
    EXPECT_EQ(world.as("worker_a").get("/api/v2/cases").status, 200);
    const auto me = world.as("worker_a").get(self(world, "worker_a") + "?extended=true").object();
    EXPECT_FALSE(me.contains("agency_terms_of_use_enabled"));
}

}  // namespace
}  // namespace amparo::testing
