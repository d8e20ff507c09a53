package io.gridloom.plan;

/** A column whose cells need all rows of their window. */
public record BarrierColumn(String name, BarrierWindow window) {}
