#include "http/assets.hpp"

#include <array>
#include <fstream>
#include <iterator>

#include "base/log.hpp"
#include "http/conditional.hpp"
#include "http/encoding.hpp"

namespace amparo::http {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view index_path = "/index.html";
constexpr std::string_view for_a_year = "public, max-age=31536000, immutable";
constexpr std::string_view ask_first = "no-cache";
constexpr std::string_view for_an_hour = "public, max-age=3600";

constexpr std::array<std::pair<std::string_view, std::string_view>, 17> types{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json; charset=utf-8"},
    {".webmanifest", "application/manifest+json; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".wasm", "application/wasm"},
    {".txt", "text/plain; charset=utf-8"},
    {".pdf", "application/pdf"},
    {".mp3", "audio/mpeg"},
    {".m4a", "audio/mp4"},
}};

std::string read_file(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::string bytes(std::istreambuf_iterator<char>(stream), {});
    if (!stream.good() && !stream.eof()) throw Outage("cannot read " + file.string());
    return bytes;
}

/// Files under /assets carry a hash of their content in their name; others keep their name from
/// one version to the next, and must be asked for anew.
std::string_view cache_control_of(std::string_view path) {
    if (path.starts_with("/assets/")) return for_a_year;
    if (path.starts_with("/icons/")) return for_an_hour;
    return ask_first;
}

bool is_compressed_form(const fs::path& file) {
    return file.extension() == ".br" || file.extension() == ".gz";
}

/// Build notes (".vite") and the like are not for the public.
bool is_hidden(std::string_view path) {
    return path.find("/.") != std::string_view::npos;
}

bool is_page_path(std::string_view path) {
    return path == "/" || path == "/v2" || path.starts_with("/v2/");
}

void replace_all(std::string& text, std::string_view from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

/// As text of a page.
std::string escaped(std::string text) {
    replace_all(text, "&", "&amp;");
    replace_all(text, "<", "&lt;");
    return text;
}

/// For the person who builds or operates it, so in the language of the documentation.
Response not_built() {
    return {
        .status = 503,
        .headers = {{"Content-Type", "text/plain; charset=utf-8"}, {"Cache-Control", "no-store"}},
        .body = "The web app is not built. Run ./run, or set server.web_directory.\n"};
}

}  // namespace

AssetStore AssetStore::load(const fs::path& directory) {
    AssetStore store;
    std::error_code error;
    for (fs::recursive_directory_iterator at(directory, error), end; !error && at != end;
         at.increment(error)) {
        if (!at->is_regular_file()) continue;
        const auto& file = at->path();
        const auto path = "/" + fs::relative(file, directory).generic_string();
        if (is_hidden(path)) continue;
        auto bytes = std::make_shared<const std::string>(read_file(file));
        if (is_compressed_form(file)) {
            auto& asset = store.assets_[path.substr(0, path.size() - 3)];
            (file.extension() == ".br" ? asset.brotli : asset.gzip) = std::move(bytes);
            continue;
        }
        auto& asset = store.assets_[path];
        asset.etag = weak_etag(*bytes);
        asset.plain = std::move(bytes);
        asset.content_type = content_type_of(path);
        asset.cache_control = cache_control_of(path);
    }
    std::erase_if(store.assets_, [](const auto& entry) { return !entry.second.plain; });
    if (store.find(index_path) == nullptr) {
        log::warn("web.not_built", {{"directory", directory.string()}});
    }
    return store;
}

AssetStore::Page AssetStore::discreet_page(const Asset& page, const std::string& name) const {
    const std::scoped_lock lock(discreet_->mutex);
    if (discreet_->page != nullptr && discreet_->name == name) return discreet_->page;
    auto html = *page.plain;
    replace_all(html, "<title>Amparo</title>", "<title>" + escaped(name) + "</title>");
    replace_all(html, "/icons/icon", "/icons/plain");
    auto made = std::make_shared<Asset>(page);
    made->etag = weak_etag(html);
    made->plain = std::make_shared<const std::string>(std::move(html));
    made->brotli = nullptr;
    made->gzip = nullptr;
    discreet_->name = name;
    discreet_->page = made;
    return made;
}

Response AssetStore::serve(const Request& request, const std::string& discreet_name) const {
    const auto is_page = is_page_path(request.path);
    const auto* asset = is_page ? find(index_path) : find(request.path);
    if (asset == nullptr) return is_page ? not_built() : Response{.status = 404};
    Page renamed;
    if (!discreet_name.empty() && asset == find(index_path)) {
        renamed = discreet_page(*asset, discreet_name);
        asset = renamed.get();
    }
    Response response;
    const auto accepted = accepted_encodings(request.header("accept-encoding"));
    auto encoding = Encoding::identity;
    response.shared_body = asset->plain;
    if (accepted.brotli && asset->brotli) {
        encoding = Encoding::brotli;
        response.shared_body = asset->brotli;
    } else if (accepted.gzip && asset->gzip) {
        encoding = Encoding::gzip;
        response.shared_body = asset->gzip;
    }
    response.headers.reserve(5);
    response.headers.emplace_back("Content-Type", asset->content_type);
    response.headers.emplace_back("Cache-Control", asset->cache_control);
    response.headers.emplace_back("ETag", asset->etag);
    if (asset->brotli || asset->gzip) response.headers.emplace_back("Vary", "Accept-Encoding");
    if (encoding != Encoding::identity) {
        response.headers.emplace_back("Content-Encoding", std::string(wire_name(encoding)));
    }
    return response;
}

bool AssetStore::has(std::string_view path) const {
    return is_page_path(path) || find(path) != nullptr;
}

const AssetStore::Asset* AssetStore::find(std::string_view path) const {
    const auto found = assets_.find(path);
    return found == assets_.end() ? nullptr : &found->second;
}

std::string_view content_type_of(std::string_view file_name) {
    const auto dot = file_name.rfind('.');
    if (dot != std::string_view::npos) {
        for (const auto& [extension, type] : types) {
            if (equals_ignoring_case(file_name.substr(dot), extension)) return type;
        }
    }
    return "application/octet-stream";
}

}  // namespace amparo::http
