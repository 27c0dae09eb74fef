#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "http/encoding.hpp"
#include "http/message.hpp"

namespace amparo::api {

/// Remembers large replies that depend on nothing but the configuration's version and the
/// question, with their compressed forms, so that a thousand clients cost one. Forgets all when
/// another version comes. Bounded, thread-safe.
class BodyCache {
  public:
    /// The reply for a question, made by `make` unless it is remembered. `question` holds
    /// everything besides the version that the body depends on.
    http::Response reply(const http::Request& request, const std::string& version,
                         const std::string& question, const std::function<std::string()>& make);

    static constexpr std::size_t entries_max = 64;

  private:
    using Bytes = std::shared_ptr<const std::string>;
    struct Entry {
        Bytes plain;
        std::string etag;
        std::map<http::Encoding, Bytes> compressed;
    };
    Entry find_or_make(const std::string& version, const std::string& question,
                       const std::function<std::string()>& make);
    Bytes compressed(const std::string& question, const Entry& entry, http::Encoding encoding);

    std::mutex mutex_;  // guards all below; not held while a body is made
    std::string version_;
    std::map<std::string, Entry> entries_;
};

}  // namespace amparo::api
