#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace amparo::http {

/// The built web app, loaded into memory once. Thread-safe.
class AssetStore {
  public:
    /// Reads every file below the directory; "name.br" and "name.gz" beside "name" are its
    /// compressed forms. A directory that is absent or has no index.html gives a store whose
    /// pages say that the app is not built; the server works all the same.
    static AssetStore load(const std::filesystem::path& directory);

    /// The answer to GET or HEAD of a path: a file, the app's page for "/" and everything below
    /// "/v2", else 404.
    /// With a discreet name the page bears that name and the neutral icons (plain.*) in place of
    /// its own, so that neither a tab nor a phone tells what the app is for.
    Response serve(const Request& request, const std::string& discreet_name = "") const;
    /// Whether serve() would answer something else than 404.
    bool has(std::string_view path) const;
    /// How many files there are, without compressed forms.
    std::size_t size() const { return assets_.size(); }

  private:
    using Bytes = std::shared_ptr<const std::string>;
    struct Asset {
        Bytes plain;
        Bytes gzip;    // null when there is none
        Bytes brotli;  // null when there is none
        std::string content_type;
        std::string cache_control;
        std::string etag;
    };
    using Page = std::shared_ptr<const Asset>;
    /// The page under its newest discreet name, which hardly ever changes.
    struct DiscreetPage {
        std::mutex mutex;  // guards the others
        std::string name;
        Page page;
    };
    const Asset* find(std::string_view path) const;
    Page discreet_page(const Asset& page, const std::string& name) const;

    std::map<std::string, Asset, std::less<>> assets_;  // by path: "/index.html"
    std::unique_ptr<DiscreetPage> discreet_ = std::make_unique<DiscreetPage>();
};

/// The media type of a file name's extension; "application/octet-stream" for an unknown one.
std::string_view content_type_of(std::string_view file_name);

}  // namespace amparo::http
