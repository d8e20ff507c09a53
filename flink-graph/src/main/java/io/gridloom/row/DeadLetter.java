package io.gridloom.row;

/**
 * Why a row was dropped.
 *
 * @param row its number
 * @param column whose cell gave it up
 * @param cause in one line
 * @param attempts draws or calls made for the cell, at least 1
 */
public record DeadLetter(long row, String column, String cause, int attempts) {}
