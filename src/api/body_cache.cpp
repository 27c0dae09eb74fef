#include "api/body_cache.hpp"

#include "http/conditional.hpp"

namespace amparo::api {

namespace {

constexpr std::size_t compress_from_bytes = 1024;

http::Encoding best(const http::Request& request, std::size_t bytes) {
    if (bytes < compress_from_bytes) return http::Encoding::identity;
    const auto accepted = http::accepted_encodings(request.header("accept-encoding"));
    if (accepted.brotli) return http::Encoding::brotli;  // the smallest; made once
    if (accepted.zstd) return http::Encoding::zstd;
    if (accepted.gzip) return http::Encoding::gzip;
    return http::Encoding::identity;
}

}  // namespace

BodyCache::Entry BodyCache::find_or_make(const std::string& version, const std::string& question,
                                         const std::function<std::string()>& make) {
    {
        const std::scoped_lock lock(mutex_);
        if (version_ != version) {
            entries_.clear();
            version_ = version;
        }
        const auto found = entries_.find(question);
        if (found != entries_.end()) return found->second;
    }
    Entry entry{.plain = std::make_shared<const std::string>(make()), .etag = {}, .compressed = {}};
    entry.etag = http::weak_etag(*entry.plain);
    const std::scoped_lock lock(mutex_);
    if (version_ != version) return entry;
    if (entries_.size() >= entries_max) entries_.clear();
    entries_.insert_or_assign(question, entry);
    return entry;
}

BodyCache::Bytes BodyCache::compressed(const std::string& question, const Entry& entry,
                                       http::Encoding encoding) {
    const auto found = entry.compressed.find(encoding);
    if (found != entry.compressed.end()) return found->second;
    auto bytes = std::make_shared<const std::string>(http::compress(encoding, *entry.plain));
    const std::scoped_lock lock(mutex_);
    const auto kept = entries_.find(question);
    const bool is_same = kept != entries_.end() && kept->second.plain == entry.plain;
    if (is_same) kept->second.compressed.emplace(encoding, bytes);
    return bytes;
}

http::Response BodyCache::reply(const http::Request& request, const std::string& version,
                                const std::string& question,
                                const std::function<std::string()>& make) {
    const auto entry = find_or_make(version, question, make);
    http::Response response;
    response.headers = {{"Content-Type", "application/json; charset=utf-8"},
                        {"ETag", entry.etag},
                        {"Vary", "Accept-Encoding"}};
    const auto encoding = best(request, entry.plain->size());
    if (encoding == http::Encoding::identity) {
        response.shared_body = entry.plain;
    } else {
        response.shared_body = compressed(question, entry, encoding);
        response.headers.emplace_back("Content-Encoding", std::string(http::wire_name(encoding)));
    }
    return response;
}

}  // namespace amparo::api
