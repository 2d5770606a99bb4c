package dev.rapporteur.pipeline;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

/**
 * A node of a {@link SimulatedCluster}: a thread that moves only when it is given its turn, and
 * gives the turn back at each point at which it touches the database or the queue. There it can be
 * made to crash, to stand still, or to see the database fail.
 */
final class SimulatedNode {
  /** The process is gone; nothing catches it but the node's own thread. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
      super("crashed", null, false, false);
    }
  }

  private final SimulatedCluster cluster;
  private final String name;
  private final Semaphore turn = new Semaphore(0);
  private Thread thread = Thread.currentThread();

  /** When it moves next, in the cluster's time. */
  Instant wakeAt;

  /** When it moved last. */
  Instant movedAt;

  /** How far its clock is wrong. */
  Duration skew = Duration.ZERO;

  boolean idle;
  boolean alive;
  private boolean crashing;
  private boolean failing;

  SimulatedNode(SimulatedCluster cluster, String name, Instant start) {
    this.cluster = cluster;
    this.name = name;
    this.wakeAt = start;
    this.movedAt = start;
  }

  void crashAtNextPoint() {
    crashing = true;
  }

  void failAtNextPoint() {
    failing = true;
  }

  /** Moves to its next point, or starts if it is down. */
  void move(Semaphore back) {
    movedAt = cluster.now();
    if (!alive) {
      alive = true;
      crashing = false;
      failing = false;
      thread =
          Thread.ofPlatform()
              .daemon()
              .name(name)
              .start(
                  () -> {
                    turn.acquireUninterruptibly();
                    try {
                      cluster.live(this);
                    } catch (Crash gone) {
                      cluster.crashed(this);
                    } catch (RuntimeException | Error fault) {
                      cluster.violated(name + " ended with " + fault);
                    } finally {
                      alive = false;
                      back.release();
                    }
                  });
    }
    turn.release();
    back.acquireUninterruptibly();
  }

  /** Gives the turn back and waits for the next one. */
  void pass(Semaphore back) {
    back.release();
    turn.acquireUninterruptibly();
    if (crashing) {
      throw new Crash();
    }
  }

  /** A point at which it may crash, stand still or see a failure. */
  void point() throws SQLException {
    if (Thread.currentThread() != thread) {
      return;
    }
    if (crashing) {
      throw new Crash();
    }
    cluster.pass(this);
    if (failing) {
      failing = false;
      throw new SQLTransientConnectionException("the simulated database is away", "08006");
    }
  }

  Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Instant instant() {
        return cluster.now().plus(skew);
      }
    };
  }

  /** The database as this node reaches it. */
  DataSource through(DataSource database) {
    return proxy(
        DataSource.class,
        (self, method, arguments) -> {
          if (method.getName().equals("getConnection")) {
            point();
          }
          Object result = invoke(database, method, arguments);
          return result instanceof Connection connection ? through(connection) : result;
        });
  }

  private Connection through(Connection connection) {
    return proxy(
        Connection.class,
        (self, method, arguments) -> {
          boolean commits = method.getName().equals("commit");
          if (commits) {
            point();
          }
          Object result = invoke(connection, method, arguments);
          if (commits) {
            // What is committed may still not be heard of.
            point();
          }
          return result instanceof Statement statement
              ? through(statement, method.getReturnType(), connection)
              : result;
        });
  }

  private Object through(Statement statement, Class<?> type, Connection connection) {
    return proxy(
        type,
        (self, method, arguments) -> {
          boolean executes = method.getName().startsWith("execute");
          if (executes) {
            point();
          }
          Object result = invoke(statement, method, arguments);
          if (executes && connection.getAutoCommit()) {
            point();
          }
          return result;
        });
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Override
  public String toString() {
    return name;
  }
}
