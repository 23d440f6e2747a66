// Small frames sent past Beast, over a real socket.
#include "server/net/send_at_once.hpp"

#include <gtest/gtest.h>

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/read.hpp>
#include <string>

namespace ramure::net {

// What is sent at once is sent whole or not at all: half a frame would end the connection.
TEST(SendAtOnce, APeerThatDoesNotReadIsLeftToTheOrdinaryWayBeforeAFrameIsCut) {
  asio::io_context context;
  asio::basic_socket_acceptor<asio::ip::tcp, Executor> acceptor(context, {asio::ip::make_address("127.0.0.1"), 0});
  TcpSocket ours(context);
  TcpSocket peer(context);
  peer.connect(acceptor.local_endpoint());
  acceptor.accept(ours);
  ours.non_blocking(true);
  const std::string payload(3'000, 'x');
  const asio::const_buffer buffer = asio::buffer(payload);
  const std::size_t frame_bytes = payload.size() + frame_head(false, payload.size()).size();
  SendRoom room;
  std::size_t whole = 0;
  Sent sent = Sent::whole;
  for (int i = 0; i < 100'000 && sent == Sent::whole; ++i) {
    sent = send_at_once(ours, room, false, {&buffer, 1});
    if (sent == Sent::whole) ++whole;
  }
  EXPECT_EQ(sent, Sent::nothing);
  ASSERT_GT(whole, 0U);

  std::string arrived(whole * frame_bytes, '\0');
  asio::read(peer, asio::buffer(arrived));
  EXPECT_EQ(arrived.substr(arrived.size() - payload.size()), payload);
  EXPECT_EQ(peer.available(), 0U) << "nothing of the frame that was not sent";
  room.forget();
  EXPECT_EQ(send_at_once(ours, room, false, {&buffer, 1}), Sent::whole) << "and when it has read, it goes on";
}

}  // namespace ramure::net
