#pragma once

#include <boost/beast/http/basic_parser.hpp>
#include <cstddef>
#include <string_view>

#include "http/message.hpp"
#include "http/server.hpp"

namespace amparo::http::detail {

/// Reads one request from bytes into a Request, within the limits. No sockets in here, so that a
/// fuzzer can drive it.
class RequestParser final : private boost::beast::http::basic_parser<true> {
  public:
    /// `service` says how long a body may be.
    explicit RequestParser(Service& service);

    /// Takes bytes from the front; returns how many it has used. Bytes it needs together with
    /// later ones stay.
    std::size_t take(std::string_view bytes);
    /// The request is whole.
    bool is_complete() const { return is_done() && refused_ == 0; }
    /// The status that refuses the request (400, 413, 414, 431), or 0.
    int refused() const { return refused_; }
    bool has_header() const { return is_header_done(); }
    /// Whether the client waits for "100 Continue"; true once.
    bool wants_continue();
    /// Whether another request may follow; HTTP/1.0 never gets one.
    bool keeps_alive() const { return refused_ == 0 && is_persistent_ && keep_alive(); }
    /// Bytes of body still to come, as far as is known.
    std::size_t body_left() const;
    Request& request() { return request_; }

  private:
    using Error = boost::system::error_code;
    using Text = boost::beast::string_view;
    void on_request_impl(boost::beast::http::verb verb, Text method, Text target, int version,
                         Error& error) override;
    void on_response_impl(int status, Text reason, int version, Error& error) override;
    void on_field_impl(boost::beast::http::field field, Text name, Text value,
                       Error& error) override;
    void on_header_impl(Error& error) override;
    void on_body_init_impl(const boost::optional<std::uint64_t>& length, Error& error) override;
    std::size_t on_body_impl(Text piece, Error& error) override;
    void on_chunk_header_impl(std::uint64_t size, Text extensions, Error& error) override;
    std::size_t on_chunk_body_impl(std::uint64_t left, Text piece, Error& error) override;
    void on_finish_impl(Error& error) override;
    void refuse_with(int status, Error& error);

    Service& service_;
    Request request_;
    std::size_t body_max_ = 0;
    std::size_t body_expected_ = 0;
    int refused_ = 0;
    bool expects_continue_ = false;
    bool is_persistent_ = false;
};

}  // namespace amparo::http::detail
