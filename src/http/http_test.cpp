#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>

#include "base/compress.hpp"
#include "base/crypto.hpp"
#include "http/assets.hpp"
#include "http/conditional.hpp"
#include "http/encoding.hpp"
#include "http/head.hpp"
#include "http/parameters.hpp"
#include "http/rate_limit.hpp"
#include "http/router.hpp"
#include "http/target.hpp"

namespace amparo::http {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;

TEST(Router, FindsFixedSegmentsBeforeNamedOnes) {
    Router router;
    const auto show = router.add(Method::get, "/api/v2/cases/{id}");
    const auto identified = router.add(Method::get, "/api/v2/cases/identified");
    const auto flags = router.add(Method::get, "/api/v2/cases/{id}/flags");
    EXPECT_EQ(router.find(Method::get, "/api/v2/cases/identified")->route, identified);
    const auto match = router.find(Method::get, "/api/v2/cases/identified/flags");
    ASSERT_TRUE(match);
    EXPECT_EQ(match->route, flags);
    EXPECT_THAT(match->parameters, ElementsAre(Pair("id", "identified")));
    EXPECT_EQ(router.find(Method::get, "/api/v2/cases/7")->route, show);
}

TEST(Router, TakesPutForPatchHeadForGetAndTheJsonSuffix) {
    Router router;
    const auto update = router.add(Method::patch, "/cases/{id}");
    const auto show = router.add(Method::get, "/cases/{id}");
    EXPECT_EQ(router.find(Method::put, "/cases/7")->route, update);
    EXPECT_EQ(router.find(Method::head, "/cases/7")->route, show);
    EXPECT_EQ(router.find(Method::get, "/cases/7.json")->parameters.at("id"), "7");
}

TEST(Router, FindsNothingForOtherMethodsFormatsAndPaths) {
    Router router;
    router.add(Method::get, "/cases");
    router.add(Method::get, "/cases/{id}");
    EXPECT_FALSE(router.find(Method::post, "/cases"));
    EXPECT_FALSE(router.find(Method::get, "/cases.csv"));
    EXPECT_FALSE(router.find(Method::get, "/cases/7/flags"));
    EXPECT_FALSE(router.find(Method::get, "/"));
    EXPECT_FALSE(router.find(Method::other, "/cases"));
}

TEST(Target, ToleratesDoubleAndTrailingSlashes) {
    const auto target = parse_target("/api/v2//cases/?a=1");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->path, "/api/v2/cases");
    EXPECT_EQ(parse_target("/")->path, "/");
    EXPECT_EQ(parse_target("//")->path, "/");
}

TEST(Target, DecodesPairsInTheirOrder) {
    const auto target = parse_target("/x?a[0]=x+y&a%5B%5D=%C3%A9&b[c]=&d&a[0]=z");
    ASSERT_TRUE(target);
    EXPECT_THAT(target->query, ElementsAre(Pair("a[0]", "x y"), Pair("a[]", "é"), Pair("b[c]", ""),
                                           Pair("d", ""), Pair("a[0]", "z")));
}

TEST(Target, RefusesBrokenEncodings) {
    for (const auto* target : {"", "x", "http://x/", "/%", "/%4", "/%4g", "/%c3", "/%00", "/a%2Fb",
                               "/?a=%ff", "/?%00=1", "*"}) {
        const auto parsed = parse_target(target);
        ASSERT_FALSE(parsed) << target;
        EXPECT_EQ(parsed.error().code, Errc::malformed);
    }
}

TEST(Target, EncodesWhatItDecodes) {
    const std::string text = "a b/c?d=é&[0]%";
    EXPECT_EQ(parse_form("k=" + percent_encode(text))->front().second, text);
}

TEST(Parameters, BecomeJsonWithObjectsAndArrays) {
    const auto object = to_object({{"data[name]", "Amina"},
                                   {"data[tags][]", "a"},
                                   {"data[tags][]", "b"},
                                   {"data[rows][1][x]", "second"},
                                   {"data[rows][0][x]", "first"},
                                   {"plain", "1"}});
    ASSERT_TRUE(object);
    EXPECT_EQ(json::write(*object),
              R"({"data":{"name":"Amina","tags":["a","b"],"rows":[{"x":"first"},{"x":"second"}]},)"
              R"("plain":"1"})");
}

TEST(Parameters, RefuseContradictionsAndDepth) {
    EXPECT_FALSE(to_object({{"a", "x"}, {"a[b]", "y"}}));
    EXPECT_FALSE(to_object({{"a[b]", "y"}, {"a", "x"}}));
    std::string deep = "a";
    for (int n = 0; n < 40; ++n) deep += "[b]";
    EXPECT_FALSE(to_object({{deep, "x"}}));
}

TEST(Parameters, KeepKeysWithBrokenBracketsWhole) {
    EXPECT_THAT(key_parts("a[b"), ElementsAre("a[b"));
    EXPECT_THAT(key_parts("a]b["), ElementsAre("a]b["));
    EXPECT_THAT(key_parts("a[b]c"), ElementsAre("a[b]c"));
    EXPECT_THAT(key_parts("a[b][]"), ElementsAre("a", "b", ""));
}

TEST(Parameters, ListsComeInEveryForm) {
    const Pairs query{{"a", "1"}, {"a[]", "2"}, {"a[0]", "3"}, {"a[x]", "no"}, {"ab", "no"}};
    EXPECT_THAT(list_values(query, "a"), ElementsAre("1", "2", "3"));
    EXPECT_THAT(list_values(query, "c"), IsEmpty());
}

TEST(Cookies, AreFoundAmongOthers) {
    Request request;
    request.headers = {{"cookie", "a=1;b=\"2\" ; ab=3"}, {"cookie", "c=4"}};
    EXPECT_EQ(request.cookie("a"), "1");
    EXPECT_EQ(request.cookie("b"), "2");
    EXPECT_EQ(request.cookie("c"), "4");
    EXPECT_EQ(request.cookie("d"), "");
}

Response json_response(std::string body) {
    return {.headers = {{"Content-Type", "application/json; charset=utf-8"}},
            .body = std::move(body)};
}

TEST(ConditionalGet, Answers304OnlyForTheSameBytes) {
    Request request;
    auto first = json_response("{\"a\":1}");
    finish(request, first);
    const std::string etag(first.header("ETag"));
    EXPECT_THAT(etag, testing::StartsWith("W/\""));
    request.headers = {{"if-none-match", "\"other\", " + etag}};
    auto again = json_response("{\"a\":1}");
    finish(request, again);
    EXPECT_EQ(again.status, 304);
    EXPECT_THAT(again.body, IsEmpty());
    EXPECT_EQ(again.header("ETag"), etag);
    auto changed = json_response("{\"a\":2}");
    finish(request, changed);
    EXPECT_EQ(changed.status, 200);
}

TEST(ConditionalGet, LeavesWritesAndRefusalsAlone) {
    Request request;
    request.headers = {{"if-none-match", "*"}};
    request.method = Method::post;
    auto write = json_response("{}");
    finish(request, write);
    EXPECT_EQ(write.status, 200);
    request.method = Method::get;
    auto refusal = json_response("{}");
    refusal.status = 403;
    finish(request, refusal);
    EXPECT_EQ(refusal.status, 403);
}

TEST(ConditionalGet, TellsManyBodiesApart) {
    std::set<std::string> tags;
    for (int n = 1; n <= 2000; ++n) {
        tags.insert(
            weak_etag(std::string(static_cast<std::size_t>(n % 50), 'a') + std::to_string(n)));
        tags.insert(weak_etag(std::to_string(n) + std::string(static_cast<std::size_t>(n), '\0')));
    }
    EXPECT_EQ(tags.size(), 4000U);
}

TEST(ConditionalGet, ComparesIfMatchByTheOpaquePart) {
    EXPECT_TRUE(match_hits("\"7:3\"", "\"7:3\""));
    EXPECT_TRUE(match_hits("W/\"7:3\"", "\"7:3\""));
    EXPECT_TRUE(match_hits("*", "\"7:3\""));
    EXPECT_FALSE(match_hits("\"7:2\"", "\"7:3\""));
    EXPECT_FALSE(match_hits("\"7:3", "\"7:3\""));
}

TEST(Ranges, GiveThePartThatIsAsked) {
    const auto ask = [](const std::string& range) {
        Request request;
        request.headers = {{"range", range}};
        Response response{.headers = {{"Accept-Ranges", "bytes"}}, .body = "0123456789"};
        finish(request, response);
        return std::pair(response.status, response.body);
    };
    EXPECT_EQ(ask("bytes=2-4"), std::pair(206, std::string("234")));
    EXPECT_EQ(ask("bytes=7-"), std::pair(206, std::string("789")));
    EXPECT_EQ(ask("bytes=-3"), std::pair(206, std::string("789")));
    EXPECT_EQ(ask("bytes=5-99"), std::pair(206, std::string("56789")));
    EXPECT_EQ(ask("bytes=10-"), std::pair(416, std::string()));
    EXPECT_EQ(ask("bytes=4-2").first, 200);
    EXPECT_EQ(ask("bytes=a-b").first, 200);
    EXPECT_EQ(ask("bytes=0-1,3-4").first, 200);
}

std::string gunzip(const std::string& bytes) {
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    std::string input = bytes;
    std::string out(1U << 20, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return out;
}

TEST(Compression, FollowsWhatTheClientTakes) {
    const std::string body = "[" + std::string(5000, ' ') + "]";
    const auto ask = [&](const std::string& accepted) {
        Request request;
        if (!accepted.empty()) request.headers = {{"accept-encoding", accepted}};
        auto response = json_response(body);
        finish(request, response);
        EXPECT_EQ(response.header("Vary"), "Accept-Encoding");
        return response;
    };
    EXPECT_EQ(ask("").body, body);
    EXPECT_EQ(ask("identity").body, body);
    EXPECT_EQ(gunzip(ask("gzip").body), body);
    EXPECT_EQ(ask("gzip, br").header("Content-Encoding"), "br");
    EXPECT_EQ(*zstd_decompress(ask("gzip, deflate, br, zstd").body), body);
    EXPECT_EQ(ask("br;q=0, gzip;q=0.5").header("Content-Encoding"), "gzip");
    EXPECT_EQ(ask("gzip;q=0").header("Content-Encoding"), "");
}

TEST(Compression, LeavesSmallAndBinaryBodiesAlone) {
    Request request;
    request.headers = {{"accept-encoding", "gzip"}};
    auto small = json_response("{}");
    finish(request, small);
    EXPECT_EQ(small.body, "{}");
    Response image{.headers = {{"Content-Type", "image/png"}}, .body = std::string(5000, 'a')};
    finish(request, image);
    EXPECT_EQ(image.body.size(), 5000U);
}

TEST(RateLimiter, LetsABurstThroughAndThenTheRate) {
    RateLimiter limiter({.per_second = 2, .burst = 3});
    const RateLimiter::Time start{};
    for (int n = 0; n < 3; ++n) EXPECT_EQ(limiter.take("amina", start).count(), 0);
    EXPECT_EQ(limiter.take("amina", start).count(), 1);
    EXPECT_EQ(limiter.take("bilal", start).count(), 0);
    EXPECT_EQ(limiter.take("amina", start + std::chrono::milliseconds(500)).count(), 0);
    EXPECT_EQ(limiter.take("amina", start + std::chrono::milliseconds(510)).count(), 1);
}

TEST(RateLimiter, ForgetsCallersWhoseBucketIsFull) {
    RateLimiter limiter({.per_second = 1, .burst = 2});
    const RateLimiter::Time start{};
    limiter.take("amina", start);
    EXPECT_EQ(limiter.size(), 1U);
    limiter.take("bilal", start + std::chrono::minutes(5));
    EXPECT_EQ(limiter.size(), 1U);
}

TEST(RateLimiter, IsLiftedByZero) {
    RateLimiter limiter({.per_second = 0, .burst = 1});
    for (int n = 0; n < 1000; ++n) EXPECT_EQ(limiter.take("amina", {}).count(), 0);
}

TEST(Head, GivesPagesAStrictPolicyAndJsonNone) {
    Request request;
    request.secure = true;
    std::string page;
    write_head(page, request, {.headers = {{"Content-Type", "text/html"}}}, Connection::keep);
    EXPECT_THAT(page, HasSubstr("default-src 'self'"));
    EXPECT_THAT(page, HasSubstr("object-src 'none'"));
    EXPECT_THAT(page, HasSubstr("frame-ancestors 'none'"));
    EXPECT_THAT(page, HasSubstr("Strict-Transport-Security"));
    EXPECT_THAT(page, Not(HasSubstr("unsafe-inline")));
    request.secure = false;
    std::string plain;
    write_head(plain, request, json_response("{}"), Connection::close);
    EXPECT_THAT(plain, Not(HasSubstr("Content-Security-Policy")));
    EXPECT_THAT(plain, Not(HasSubstr("Strict-Transport-Security")));
    EXPECT_THAT(plain, HasSubstr("Connection: close\r\n"));
}

TEST(Head, LetsTheTwoStylesOfTheControlsThroughByTheirHash) {
    constexpr std::string_view styles[] = {
        "@layer {\n  [data-react-aria-pressable] {\n    touch-action: pan-x pan-y pinch-zoom;\n"
        "  }\n}",
        "@layer {\n  * {\n    overscroll-behavior: contain;\n  }\n}"};
    std::string page;
    write_head(page, {}, {.headers = {{"Content-Type", "text/html"}}}, Connection::keep);
    for (const auto style : styles) {
        const auto digest = crypto::sha256(style);
        EXPECT_THAT(page, HasSubstr("'sha256-" + crypto::base64(crypto::bytes_of(digest)) + "'"));
    }
}

class Assets : public testing::Test {
  protected:
    void SetUp() override {
        const auto* info = testing::UnitTest::GetInstance()->current_test_info();
        directory_ =
            std::filesystem::temp_directory_path() / ("amparo_assets_" + std::string(info->name()));
        std::filesystem::remove_all(directory_);
        std::filesystem::create_directories(directory_ / "assets");
        std::filesystem::create_directories(directory_ / ".vite");
        write("index.html", "<!doctype html>");
        write("index.html.br", "page in brotli");
        write("assets/main-1a2b.js", "plain");
        write("assets/main-1a2b.js.gz", "in gzip");
        write("service-worker.js", "worker");
        write(".vite/manifest.json", "{}");
    }
    void TearDown() override { std::filesystem::remove_all(directory_); }
    void write(const std::string& name, const std::string& text) {
        std::ofstream(directory_ / name) << text;
    }
    static Response ask(const AssetStore& store, const std::string& path,
                        const std::string& accepted = "") {
        Request request;
        request.path = path;
        request.headers = {{"accept-encoding", accepted}};
        return store.serve(request);
    }
    std::filesystem::path directory_;
};

TEST_F(Assets, AreServedInTheBestFormTheClientTakes) {
    const auto store = AssetStore::load(directory_);
    EXPECT_EQ(store.size(), 3U);
    const auto script = ask(store, "/assets/main-1a2b.js", "gzip, br");
    EXPECT_EQ(*script.shared_body, "in gzip");
    EXPECT_THAT(script.header("Cache-Control"), HasSubstr("immutable"));
    EXPECT_THAT(script.header("Content-Type"), HasSubstr("javascript"));
    EXPECT_EQ(*ask(store, "/assets/main-1a2b.js").shared_body, "plain");
}

TEST_F(Assets, GiveTheAppForEveryPathOfItAndAskAgainEachTime) {
    const auto store = AssetStore::load(directory_);
    for (const auto* path : {"/", "/v2", "/v2/cases/7"}) {
        const auto page = ask(store, path, "br");
        EXPECT_EQ(*page.shared_body, "page in brotli");
        EXPECT_EQ(page.header("Cache-Control"), "no-cache");
    }
    EXPECT_EQ(ask(store, "/service-worker.js").header("Cache-Control"), "no-cache");
}

TEST_F(Assets, HideBuildNotesAndUnknownPaths) {
    const auto store = AssetStore::load(directory_);
    for (const auto* path : {"/.vite/manifest.json", "/nowhere.js", "/assets", "/../etc/passwd"}) {
        EXPECT_EQ(ask(store, path).status, 404) << path;
        EXPECT_FALSE(store.has(path));
    }
}

TEST_F(Assets, BearADiscreetNameAndIconWhereOneIsSet) {
    write("index.html", "<title>Amparo</title><link href=\"/icons/icon.svg\">");
    const auto store = AssetStore::load(directory_);
    const auto as = [&](const std::string& name) {
        Request request;
        request.path = "/v2";
        request.headers.emplace_back("accept-encoding", "br");
        return store.serve(request, name);
    };
    const auto page = as("Notes & <lists>");
    EXPECT_EQ(*page.shared_body,
              "<title>Notes &amp; &lt;lists></title><link href=\"/icons/plain.svg\">");
    EXPECT_EQ(page.header("Content-Encoding"), "");
    EXPECT_NE(page.header("ETag"), as("").header("ETag"));
    EXPECT_THAT(*as("Notebook").shared_body, HasSubstr("<title>Notebook</title>"));
    EXPECT_THAT(*as("Notes").shared_body, HasSubstr("<title>Notes</title>"));
}

TEST_F(Assets, SayThatTheAppIsNotBuilt) {
    const auto store = AssetStore::load(directory_ / "missing");
    const auto page = ask(store, "/v2/cases");
    EXPECT_EQ(page.status, 503);
    EXPECT_THAT(page.body, HasSubstr("not built"));
}

}  // namespace
}  // namespace amparo::http
